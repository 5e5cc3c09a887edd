// The library: an AAR with the ports, the lane, the generated Kotlin and, for each kind of phone, the core itself.
// `cargo xtask android --release` makes the last two in ../../target/android and needs an NDK.
import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
}

val made = rootDir.resolve("../target/android")

android {
    namespace = "org.nocte.core"
    compileSdk = libs.versions.targetSdk.get().toInt()
    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.jvmTarget.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.jvmTarget.get())
    }
    sourceSets["main"].kotlin.srcDirs("src/main/kotlin", made.resolve("kotlin"))
    sourceSets["main"].jniLibs.srcDirs(made.resolve("jniLibs"))
    sourceSets["test"].kotlin.srcDirs("src/test/kotlin")
}

kotlin {
    compilerOptions { jvmTarget = JvmTarget.fromTarget(libs.versions.jvmTarget.get()) }
}

dependencies {
    implementation(libs.kotlin.stdlib)
    api(libs.coroutines)
    // The AAR has JNA's own library for each kind of phone.
    api(libs.jna) { artifact { type = "aar" } }
    testImplementation(libs.junit)
}
