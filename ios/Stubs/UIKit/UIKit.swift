// Stand-in for UIKit: on Apple it brings Foundation along, with the classes of file protection.
@_exported import Foundation
