//! Every paragraph of the page patients read has its statements, or a reason why it has none.
//!
//! The page (Health Rising, low-dose naltrexone, as it stood in 2024) is named paragraph by paragraph by its first
//! words, in its order. A heading that only repeats what stands under it is no paragraph.

use nocte_core::catalogue::evidence;
use nocte_core::domain::evidence::Claim::{self, *};
use std::collections::BTreeSet;

/// Why a paragraph, or a part of one, has no statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    /// Opioids, surgery, missed doses and stopping: only the safety rules speak (`safety.md` 28).
    SafetyRulesSpeak,
    /// Names of doctors, pharmacies, makers or prices that were out of date when they were read.
    NamesSellers,
    /// An inference the page draws without any data.
    InferenceOnly,
    /// A question, a link or a summary of paragraphs that have their statements.
    SaysNothingNew,
    /// Furniture of the site.
    Furniture,
}

use Why::{Furniture, InferenceOnly, NamesSellers, SafetyRulesSpeak, SaysNothingNew};

/// The first words of a paragraph, its statements, and why the rest of it has none.
struct Paragraph(&'static str, &'static [Claim], &'static [Why]);

const PAGE: [Paragraph; 49] = [
    Paragraph("Health Rising’s 2024 BIG", &[], &[Furniture]),
    Paragraph("LDN is one of the few things", &[Liptan], &[]),
    Paragraph("Low dose naltrexone is cheap, readily", &[TabletCost, SomeStruggle], &[]),
    Paragraph("Could a low cost, easily available drug", &[], &[SaysNothingNew]),
    Paragraph("Low dose naltrexone (LDN) seems, at first", &[AnotherUse], &[SafetyRulesSpeak]),
    Paragraph("Blocking the receptors that activate", &[ReboundProposed], &[InferenceOnly]),
    Paragraph("Are All the “Feel-Good” Pathways", &[], &[SaysNothingNew]),
    Paragraph("Low-dose naltrexone (LDN), however, works", &[ReboundProposed], &[]),
    Paragraph("LDN”s blockage of the endorphin", &[ReboundProposed], &[]),
    Paragraph("Could Fibromyalgia Be A Low-Endorphin", &[], &[SaysNothingNew]),
    Paragraph("LDN also appears to be able to regulate", &[GliaProposed], &[]),
    Paragraph("Microglial cells appear to play", &[GliaProposed], &[]),
    Paragraph("Fibromyalgia Neuroinflammation Finding", &[], &[SaysNothingNew]),
    Paragraph("LDN’s ability to tamp down", &[GliaProposed, ReboundProposed], &[]),
    Paragraph("LDN has not been well-studied", &[YoungerPilot, YoungerTrialFatigue], &[]),
    Paragraph("Once patients were off the drug", &[EsrPilot], &[SafetyRulesSpeak, InferenceOnly]),
    Paragraph(
        "A larger placebo-controlled",
        &[YoungerTrialPain, YoungerTrialResponders, PageSixInTen, FinalPain, FinalResponders],
        &[],
    ),
    Paragraph("The first chronic fatigue syndrome", &[PagePoloHalf, PoloAny, ThreeCases, KillerCells], &[]),
    Paragraph("Larger studies that assess", &[NoControlledTrial, DextroNaltrexone], &[NamesSellers]),
    Paragraph("“I want to make a plug", &[Klimas], &[]),
    Paragraph("Dr. Nancy Klimas reports", &[Klimas], &[]),
    Paragraph("Dr. Ginerva Liptan finds", &[Liptan], &[]),
    Paragraph("Dr. Bela Chheda reported", &[Chheda], &[]),
    Paragraph("The preliminary evidence continues", &[YoungerPreliminary], &[]),
    Paragraph("LDN, a compounded drug, is", &[TabletCost], &[NamesSellers]),
    Paragraph("Find doctors that prescribe LDN", &[], &[NamesSellers]),
    Paragraph("Find pharmacies that compound LDN", &[Fillers, PharmaciesVary], &[NamesSellers]),
    Paragraph("Immune Therapeutics – the drug", &[], &[NamesSellers]),
    Paragraph("Dr. Neil Beck reported", &[DosesDiffer], &[]),
    Paragraph("“People vary so much", &[DosesDiffer], &[]),
    Paragraph("Most people probably start", &[CommonStart, LenzLadder], &[]),
    Paragraph("Dr. De Meirleir, an ME/CFS", &[DeMeirleirRange, DownThenUp], &[]),
    Paragraph("Some patients start off at even lower", &[VeryLowStart, OneAtTwelve], &[]),
    Paragraph("The Strangeness of Low Dose", &[], &[SaysNothingNew]),
    Paragraph("Adjustment to the drug can take", &[RetryMonthsLater], &[]),
    Paragraph(
        "Dr. Arseneau reported that a new study",
        &[LiquidLadder, PageLiquidStable, TestedLiquid, SyringesAreInMillilitres, TabletCost],
        &[],
    ),
    Paragraph("Use the handouts on Dr. Arseneau", &[], &[NamesSellers]),
    Paragraph("Longer than you may think; Jarred", &[EightToTenWeeks], &[SafetyRulesSpeak]),
    Paragraph("Skip Lenz, pharmacist, reported he assayed", &[InternetSamples], &[]),
    Paragraph("If you’re on narcotic pain drugs", &[], &[SafetyRulesSpeak]),
    Paragraph("Skip Lenz, a pharmacist, however, (who", &[], &[SafetyRulesSpeak]),
    Paragraph("If surgery is coming up Lenz", &[], &[SafetyRulesSpeak]),
    Paragraph("Side effects are usually reported", &[SomeStruggle], &[]),
    Paragraph("Side effects can include sleep", &[RareEffects, SurveySleep], &[]),
    Paragraph("Skip Lenz, a pharmacist, reported in", &[SurveySleep], &[]),
    Paragraph("Jarred Younger believes a better", &[DextroNaltrexone], &[NamesSellers]),
    Paragraph("Jarred Younger III : Treatments", &[], &[SaysNothingNew]),
    Paragraph("An impressive grassroots effort", &[], &[NamesSellers]),
    Paragraph("Stay Up to Date with ME/CFS", &[], &[Furniture]),
];

#[test]
fn every_paragraph_of_the_page_has_its_statements_or_a_reason() {
    let mut first_words = BTreeSet::new();
    for Paragraph(words, claims, why) in &PAGE {
        assert!(first_words.insert(words), "{words} twice");
        assert!(!claims.is_empty() || !why.is_empty(), "{words}: neither a statement nor a reason");
        for claim in *claims {
            assert!(evidence().card(*claim).is_some(), "{words}: {} is not on the page", claim.code());
        }
    }
}

#[test]
fn every_statement_taken_from_the_page_is_found_at_its_paragraph() {
    let told: BTreeSet<Claim> =
        PAGE.iter().flat_map(|Paragraph(_, claims, _)| claims.iter().copied()).collect();
    for card in &evidence().cards {
        let first = card.sources.first().map(String::as_str);
        if first == Some("page") {
            assert!(told.contains(&card.claim), "{} has no paragraph", card.claim.code());
        }
    }
}

#[test]
fn safety_28_paragraphs_on_opioids_and_surgery_have_no_statement() {
    for start in ["If you’re on narcotic", "Skip Lenz, a pharmacist, however", "If surgery is coming"] {
        let Paragraph(_, claims, why) =
            PAGE.iter().find(|Paragraph(words, _, _)| words.starts_with(start)).expect("a paragraph");
        assert!(claims.is_empty() && *why == [SafetyRulesSpeak], "{start}");
    }
}
