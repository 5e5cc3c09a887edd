// The runner's programs: files of cases to run, `scenario` to tell the shared story, `manners` to be rude, `bench` to be timed.
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "scenario": try await scenario()
case "bench": try await bench()
case "manners": exit(await manners() ? 0 : 1)
default: vectors(arguments)
}

/// Tells the shared scenario on stdout. `cargo xtask test swift` compares it with what every language tells.
///
/// A line that begins with `? ` is a question to the clinic, whose answer is the next line on stdin.
func scenario() async throws {
    let told = try await inFolder { folder in try await Story(in: folder, ask: ask).tell() }
    say(told)
}

private func ask(_ question: String) -> String {
    say("? \(question)\n")
    return readLine() ?? ""
}

/// Past the buffer of `print`: the other side waits for it.
private func say(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
