//! Flags, messages, and answers to "may I step up?".

use super::orders::value;
use super::{Clinic, ClinicError};
use nocte_core::domain::clinic::{
    Arrival, ClinicFlag, ClinicMessage, RequestAnswer, RequestOutcome, StepRequest,
};
use nocte_core::domain::fact::Fact;
use nocte_core::fhir::{Read, Resource, answer_request, read, write_flag, write_message};
use serde_json::{Value, json};

/// Tasks looked through for open requests.
const LOOK_BACK: usize = 200;

impl Clinic {
    /// Raises a standing warning and gives its id. It holds the phone at its next sync, also before the match: a
    /// warning asks for no dose.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`].
    pub async fn raise_flag(&self, patient: &str, flag: &ClinicFlag) -> Result<String, ClinicError> {
        self.listed(patient).await?;
        let id = self.new_id();
        let target = format!("Flag/{id}");
        let provenance = self.provenance(patient, &[target], "CREATE", &flag.by, None);
        let raised = ClinicFlag { active: true, ..flag.clone() };
        self.write(patient, vec![value(&write_flag(&id, patient, &raised)), provenance]).await?;
        Ok(id)
    }

    /// Takes a warning back. The phone's hold stays until its owner ends it.
    ///
    /// # Errors
    /// [`ClinicError::NotThere`].
    pub async fn lower_flag(&self, patient: &str, id: &str, by: &str) -> Result<(), ClinicError> {
        self.listed(patient).await?;
        let stored = self.current(patient, "Flag", id).await?.ok_or(ClinicError::NotThere)?;
        let mut flag: Value = serde_json::from_str(&stored.body).map_err(|_| ClinicError::NotThere)?;
        flag["status"] = json!("inactive");
        let provenance = self.provenance(patient, &[format!("Flag/{id}")], "UPDATE", by, None);
        self.write(patient, vec![flag, provenance]).await?;
        Ok(())
    }

    /// Sends words to the patient and gives the message's id.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`].
    pub async fn send_message(&self, patient: &str, by: &str, text: &str) -> Result<String, ClinicError> {
        self.listed(patient).await?;
        let id = self.new_id();
        let resource = self.message(&id, patient, by, text);
        self.write(patient, vec![resource]).await?;
        Ok(id)
    }

    fn message(&self, id: &str, patient: &str, by: &str, text: &str) -> Value {
        let message =
            ClinicMessage { by: by.to_owned(), sent: Some(self.access().at), text: text.to_owned() };
        value(&write_message(id, patient, &message))
    }

    /// The requests of a patient that nobody has decided, oldest first.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`].
    pub async fn open_requests(&self, patient: &str) -> Result<Vec<StepRequest>, ClinicError> {
        self.listed(patient).await?;
        let mut open = Vec::new();
        for stored in self.newest(patient, "Task", LOOK_BACK).await? {
            let Ok(resource) = Resource::from_json(&stored.body) else { continue };
            let facts = match read(&resource) {
                Ok(Read::Facts(facts)) => facts,
                // Seen, not decided: still on the desk.
                Ok(Read::Answered(facts, _, Arrival::Answer(answer)))
                    if answer.outcome == RequestOutcome::Accepted =>
                {
                    facts
                }
                _ => continue,
            };
            // A request with a tombstone beside it was withdrawn.
            if let [Fact::StepRequest(request)] = facts.as_slice() {
                open.push(request.clone());
            }
        }
        open.reverse();
        Ok(open)
    }

    /// Answers a request: seen, agreed to (with the order that came of it) or not agreed to. A reason also goes out
    /// as a message, so that a reader of messages alone misses nothing.
    ///
    /// # Errors
    /// [`ClinicError::NotThere`] when it is no open request; [`ClinicError::NotMatched`].
    pub async fn answer_request(&self, patient: &str, answer: &RequestAnswer) -> Result<(), ClinicError> {
        self.require_match(patient).await?;
        let id = answer.request.to_string();
        if !self.open_requests(patient).await?.iter().any(|request| request.id == answer.request) {
            return Err(ClinicError::NotThere);
        }
        let stored = self.current(patient, "Task", &id).await?.ok_or(ClinicError::NotThere)?;
        let Ok(Resource::Task(task)) = Resource::from_json(&stored.body) else {
            return Err(ClinicError::NotThere);
        };
        let at = self.access().at;
        let mut resources = vec![value(&answer_request(&task, answer, at))];
        let reason = answer.reason.as_deref();
        let targets = [format!("Task/{id}")];
        resources.push(self.provenance(patient, &targets, "UPDATE", &answer.by, reason));
        if let Some(reason) = reason {
            resources.push(self.message(&self.new_id(), patient, &answer.by, reason));
        }
        self.write(patient, resources).await?;
        Ok(())
    }
}
