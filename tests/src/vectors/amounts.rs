//! Cases of this family.

use serde_json::Value;

pub(super) fn run(_case: &Value, _file: &Value) -> Result<Value, String> {
    Err("not written yet".to_owned())
}
