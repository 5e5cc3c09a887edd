// The project as an Android developer opens it. It needs Android's SDK; without one, `cargo xtask test android` builds
// the same sources with Maven.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "nocte"
include(":core", ":app")
