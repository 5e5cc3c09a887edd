import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "org.nocte.app"
    compileSdk = libs.versions.targetSdk.get().toInt()
    defaultConfig {
        applicationId = "org.nocte.app"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = 1
        versionName = "0.1"
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt")) // spelling: as is
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.jvmTarget.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.jvmTarget.get())
    }
    sourceSets["main"].kotlin.srcDirs("src/main/kotlin")
    sourceSets["test"].kotlin.srcDirs("src/test/kotlin")
    testOptions.unitTests.isIncludeAndroidResources = true
    testOptions.unitTests.all {
        // What the Maven build says too: the library of this machine, the clinic beside the tests, where pictures go.
        it.jvmArgs("--add-exports=java.base/jdk.internal.access=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED")
        it.jvmArgs("--enable-native-access=ALL-UNNAMED", "-Xmx3g")
        it.systemProperty("jna.library.path", rootDir.resolve("../target/bindings/kotlin").path)
        it.systemProperty("org.robolectric.packagesToNotAcquire", "com.sun.jna.,nocte.core.,kotlinx.coroutines.")
        it.systemProperty("nocte.root", rootDir.resolve("..").path)
        it.systemProperty("nocte.target", layout.buildDirectory.get().asFile.path)
        it.systemProperty("nocte.desk", rootDir.resolve("../target/debug/desk").path)
        it.systemProperty("screens.dir", layout.buildDirectory.dir("screens").get().asFile.path)
    }
}

kotlin {
    compilerOptions { jvmTarget = JvmTarget.fromTarget(libs.versions.jvmTarget.get()) }
}

dependencies {
    implementation(project(":core"))
    implementation(libs.kotlin.stdlib)
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
}
