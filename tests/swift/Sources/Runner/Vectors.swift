// Runs files of cases: one line for each failing case, then `N passed, M failed`.
// Status 0 all passed, 1 a case failed, 2 a file cannot be read.
import Foundation
import NocteCore

/// Runs the files and ends the process.
func vectors(_ paths: [String]) -> Never {
    if paths.isEmpty { refuse("no file given", "name at least one, as in tests/vectors/reminders.json") }
    // All are read before any is run, so that a refusal leaves stdout empty.
    let files = paths.map { path in (name: URL(fileURLWithPath: path).lastPathComponent, file: contents(of: path)) }
    let platform = Platform()
    var passed = 0
    var failed = 0
    for (name, file) in files {
        let cases = file["cases"]?.list ?? []
        let failures = cases.enumerated().compactMap { index, one in failure(one, at: index, of: file, platform) }
        failures.forEach { print($0) }
        print("swift: \(name): \(cases.count) cases, \(failures.count) of them failed")
        passed += cases.count - failures.count
        failed += failures.count
    }
    platform.differing.forEach { print("swift: this platform's zone data differ: \($0)") }
    print("swift: \(platform.compared) zone windows of this platform compared, \(platform.differing.count) differ")
    if platform.tooMany { failed += 1 }
    print("\(passed) passed, \(failed) failed")
    exit(failed == 0 ? 0 : 1)
}

/// What is wrong with one case, as one line that begins with its id; nil when nothing is.
private func failure(_ value: Json, at index: Int, of file: [String: Json], _ platform: Platform) -> String? {
    let object = value.object ?? [:]
    let differences: [String]
    do {
        differences = try run(Fields(object), of: Fields(file), kind: object["type"]?.text, platform)
    } catch let unfit as Unfit {
        differences = ["could not be run: \(unfit.what)"]
    } catch ApiError.Refused(let refusal) {
        differences = ["could not be run: the bridge said \(refusal.code())"]
    } catch {
        differences = ["could not be run: the bridge said \(error)"]
    }
    guard let first = differences.first else { return nil }
    let more = differences.count > 1 ? " (and \(differences.count - 1) more)" : ""
    let line = "\(object["id"]?.text ?? "cases[\(index)]") \(first)\(more)"
    return line.split(whereSeparator: \.isNewline).joined(separator: " ")
}

/// Runs a case by its type.
private func run(_ one: Fields, of file: Fields, kind: String?, _ platform: Platform) throws -> [String] {
    switch kind {
    case "resolve": try resolved(one, platform)
    case "attribute": try attributed(one, platform)
    case "plan": try planned(one, file, platform)
    case "action": try acted(one, file, platform)
    case "diff": try differed(one, file, platform)
    case "dilute": try diluted(one, file)
    case "plan_on_syringe": try onSyringe(one)
    case "second_dilution": try thinned(one)
    case "show": try shown(one)
    case "parse": try parsed(one, file)
    case "check": try checked(one, file)
    case "advance_plan": try advanced(one)
    default: throw Unfit("type: expected a known case type, got \(kind ?? "none")")
    }
}

private func contents(of path: String) -> [String: Json] {
    let next = "give a JSON file with a list of cases, as tests/vectors/reminders.json"
    do {
        let file = try JSONDecoder().decode(Json.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        guard let object = file.object, object["cases"]?.list != nil else {
            refuse("\(path): no list of cases in it", next)
        }
        return object
    } catch {
        refuse("\(path): cannot be read as JSON", next)
    }
}

private func refuse(_ reason: String, _ next: String) -> Never {
    FileHandle.standardError.write(Data("\(reason)\n\(next)\n".utf8))
    exit(2)
}
