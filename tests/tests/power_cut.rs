//! The power goes while a life is being logged. Nothing acknowledged may be lost, ever.
//!
//! 20,000 cuts of the encrypted store through its own API; `NOCTE_CUTS` asks for another number (the slow lane:
//! 1,000,000). The same harness with `synchronous` weakened must lose and corrupt, or it proves nothing.
#![cfg(feature = "store")]

use nocte_core::store::OpenOptions;
use nocte_core::store::options::Synchronous;
use nocte_tests::life::{After, live};
use nocte_tests::medium::Laboratory;
use nocte_vfs::{Cut, Files};
use std::time::Instant;

const EVENINGS: u32 = 24;
const CUTS_PER_LIFE: usize = 100;
const KEPT_TENTHS: [u8; 5] = [0, 1, 5, 9, 10];

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    cuts: usize,
    acknowledged: usize,
    lost_in: usize,
    lost: usize,
    corrupt: usize,
    unopenable: usize,
}

impl Tally {
    fn add(mut self, other: Self) -> Self {
        self.cuts += other.cuts;
        self.acknowledged += other.acknowledged;
        self.lost_in += other.lost_in;
        self.lost += other.lost;
        self.corrupt += other.corrupt;
        self.unopenable += other.unopenable;
        self
    }
}

fn new_store(laboratory: &Laboratory) -> Files {
    laboratory.open_or_create().expect("a new store").close().expect("a clean close");
    laboratory.medium.files()
}

/// So many cuts, shared out over all processors.
fn cut_power(cuts: usize, seed: u64, weaken: impl Fn(OpenOptions) -> OpenOptions + Sync) -> Tally {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = cuts.div_ceil(workers);
    std::thread::scope(|scope| {
        let work = |worker: usize| {
            let weaken = &weaken;
            scope.spawn(move || one_worker(share, seed + worker as u64, weaken))
        };
        let workers: Vec<_> = (0..workers).map(work).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("a worker that ends"))
            .fold(Tally::default(), Tally::add)
    })
}

fn one_worker(cuts: usize, seed: u64, weaken: impl Fn(OpenOptions) -> OpenOptions) -> Tally {
    let laboratory = Laboratory::new();
    let before = new_store(&laboratory);
    let mut luck = fastrand::Rng::with_seed(seed);
    let mut tally = Tally::default();
    while tally.cuts < cuts {
        let options = weaken(laboratory.options());
        let life = live(&laboratory, &options, &before, EVENINGS, &mut luck).expect("a life without faults");
        for _ in 0..CUTS_PER_LIFE.min(cuts - tally.cuts) {
            let cut = Cut {
                after: luck.usize(0..=life.log.len()),
                kept_tenths: KEPT_TENTHS[luck.usize(0..KEPT_TENTHS.len())],
            };
            tally.cuts += 1;
            tally.acknowledged += life.intentions.iter().filter(|it| it.end <= cut.after).count();
            match life.cut(cut, &laboratory, &mut luck) {
                (After::Whole, _) => {}
                (After::Lost(facts), _) => {
                    tally.lost_in += 1;
                    tally.lost += facts;
                }
                (After::Corrupt, _) => tally.corrupt += 1,
                (After::Unopenable, _) => tally.unopenable += 1,
            }
        }
    }
    tally
}

#[test]
fn no_acknowledged_entry_is_lost_to_a_power_cut() {
    let cuts =
        std::env::var("NOCTE_CUTS").ok().map_or(20_000, |text| text.parse().expect("a number of cuts"));
    let begin = Instant::now();
    let tally = cut_power(cuts, 1, |options| options);
    let seconds = begin.elapsed().as_secs_f64();
    eprintln!(
        "{} power cuts, {} acknowledged entries at stake: {} lost, {} corrupt, {} unopenable; {seconds:.0} s",
        tally.cuts, tally.acknowledged, tally.lost, tally.corrupt, tally.unopenable
    );
    assert!(tally.cuts >= cuts, "a floor of work");
    assert!(tally.acknowledged >= tally.cuts * 5, "a floor of entries at stake");
    assert_eq!((tally.lost, tally.corrupt, tally.unopenable), (0, 0, 0));
}

#[test]
fn the_control_with_synchronous_normal_loses_acknowledged_entries() {
    let tally = cut_power(500, 2, |options| options.weakened(Synchronous::Normal));
    eprintln!("control NORMAL: of {} cuts {} lost entries ({} facts)", tally.cuts, tally.lost_in, tally.lost);
    assert!(tally.lost_in > 0, "a harness that cannot see a loss proves nothing");
    assert_eq!((tally.corrupt, tally.unopenable), (0, 0), "NORMAL loses, it does not corrupt");
}

#[test]
fn the_control_with_synchronous_off_corrupts() {
    let tally = cut_power(500, 3, |options| options.weakened(Synchronous::Off));
    eprintln!(
        "control OFF: of {} cuts {} lost entries, {} corrupt, {} unopenable",
        tally.cuts, tally.lost_in, tally.corrupt, tally.unopenable
    );
    assert!(tally.corrupt + tally.unopenable > 0, "a harness that cannot see damage proves nothing");
}
