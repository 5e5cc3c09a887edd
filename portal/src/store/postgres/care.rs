//! The database as a whole: how old its schema is, what it holds, when it was last set aside.

use super::cell::{bytes, count};
use super::on::{self, On};
use super::{Address, PgStore, migrate, pool};
use crate::store::{Contents, StoreError};

/// Tables behind row-level security: what they hold is counted patient by patient.
const OF_PATIENTS: [&str; 6] = ["cur", "ident", "ix_date", "ix_token", "res", "told"];

/// All others, but for those that only this database needs.
const OF_ALL: [&str; 17] = [
    "address",
    "audit",
    "browser",
    "challenge",
    "clinic",
    "family",
    "head",
    "invitation",
    "link",
    "listed",
    "moves",
    "passkey",
    "password",
    "session",
    "staff",
    "staff_link",
    "standing",
];

/// Patients that are counted at a time.
const TOGETHER: i64 = 500;

/// The schema of a database and the newest one known here, without changing anything.
///
/// # Errors
/// When it cannot be reached.
pub async fn schemas(address: &Address) -> Result<(u32, u32), StoreError> {
    let pool = pool::of(address)?;
    let on = On::begin(&pool, on::LOOK).await?;
    let found = migrate::found(&on).await?;
    on.commit().await?;
    Ok((found, migrate::known()))
}

impl PgStore {
    /// Counts of everything.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn contents(&self) -> Result<Contents, StoreError> {
        self.look(|on| Box::pin(counted(on))).await
    }

    /// The newest row of the audit, milliseconds since 1970.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest(&self) -> Result<Option<i64>, StoreError> {
        self.look(|on| {
            Box::pin(async move {
                let row = on.row("SELECT at FROM audit ORDER BY seq DESC LIMIT 1", &[]).await?;
                Ok(row.map(|row| row.try_get(0)).transpose()?)
            })
        })
        .await
    }
}

async fn counted(on: &On) -> Result<Contents, StoreError> {
    let mut rows = Vec::new();
    for table in OF_ALL {
        let row = on.row(&format!("SELECT count(*) FROM {table}"), &[]).await?;
        rows.push((table.to_owned(), count(&row.ok_or(StoreError::Damaged("count"))?, 0)?));
    }
    let mut of_patients = [0_u64; OF_PATIENTS.len()];
    let mut after = String::new();
    loop {
        let some = patients(on, &after, TOGETHER).await?;
        let Some(last) = some.last() else { break };
        on.about(&some.join(",")).await?;
        for (table, sum) in OF_PATIENTS.iter().zip(&mut of_patients) {
            let sql = format!("SELECT count(*) FROM {table} WHERE patient = ANY ($1)");
            let row = on.row(&sql, &[&some]).await?.ok_or(StoreError::Damaged("count"))?;
            *sum += count(&row, 0)?;
        }
        after.clone_from(last);
    }
    rows.extend(OF_PATIENTS.map(str::to_owned).into_iter().zip(of_patients));
    rows.sort();
    let row = on.row("SELECT hash FROM head WHERE one = 1", &[]).await?.ok_or(StoreError::Damaged("head"))?;
    Ok(Contents { schema: migrate::found(on).await?, rows, head: bytes(&row, 0)? })
}

/// The ids of patients with a record, from after `after`.
pub(super) async fn patients(on: &On, after: &str, count: i64) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT patient FROM compartment WHERE patient > $1 ORDER BY patient LIMIT $2";
    on.rows(sql, &[&after, &count]).await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
