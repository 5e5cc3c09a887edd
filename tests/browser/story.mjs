// The whole story in a real browser: sign in, pair a phone, compare, see the request, decide, and hear the phone's
// answer. The phone is at the other end of stdin and stdout: one line asks it to do something, one line says it has.
import readline from "node:readline";
import { close, expect, fault, follow, judge, never, open, press, signIn, text, withoutScript } from "./driver.mjs";

const base = process.env.BASE;
const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function phone(words) {
  console.log(`phone ${JSON.stringify(words)}`);
  const { value, done } = await lines.next();
  if (done || value !== "done") throw new Error(`the phone did not ${words.do}`);
}

const { browser, page } = await open(base);
let checks = 0;
const judged = async (name) => {
  checks += await judge(page, name);
};

await page.goto(`${base}/`);
if (!page.url().includes("/sign-in")) fault("a stranger is let in");
await judged("sign-in");
await signIn(page, process.env.SIGN_IN);
await expect(page, "Worklist");
await expect(page, "Nobody watches this live.");
await judged("worklist");

// A link, claimed by the phone, and the match.
await follow(page, "Ada Muster");
await follow(page, "Phones");
await press(page, "Make a link");
const link = await page.$eval(".link code", (code) => code.textContent);
const passcode = await page.$eval(".passcode", (digits) => digits.textContent.trim());
if (!(await page.$(".qr .ink"))) fault("there is no QR code");
await judged("invite");
await phone({ do: "pair", link, passcode });
await follow(page, "go on to the match");
await expect(page, "not yet: no order travels before");
await page.type("form.match [name=initials]", "XX");
await page.type("form.match [name=year]", "1980");
await page.type("form.match [name=dose]", "1");
await press(page, "Confirm the match");
await expect(page, "the initials differs from the record");
await page.type("form.match [name=initials]", "a.m.");
await page.type("form.match [name=year]", "1980");
await page.type("form.match [name=dose]", "1 mg");
await press(page, "Confirm the match");
await expect(page, "The match is confirmed here.");
await judged("phones");

// The request comes in, and stands first.
await phone({ do: "ask" });
await page.goto(`${base}/`);
await expect(page, "Asks to step up");
await follow(page, "Requests");
await expect(page, "Asks to go from 1\u00a0mg to 1.5\u00a0mg");
await judged("requests");
await follow(page, "Agree, change or hold");
await expect(page, "The patient asks to go to 1.5\u00a0mg");
await judged("patient");

// Keyboard alone: to the way up, through its form, to the signature.
async function tabTo(match, most = 80) {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (here.trim().startsWith(match)) return;
  }
  throw new Error(`the keyboard does not reach ${match}`);
}
await page.evaluate(() => document.querySelector("#main").focus());
await tabTo("Up to 1.5");
await page.keyboard.press("Enter");
await tabTo("See what changes");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
await expect(page, "The dose changes from 1\u00a0mg to 1.5\u00a0mg.");
await judged("diff");
await tabTo("Sign and send");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
await expect(page, "Signed. It reaches the phone at its next exchange");

// The phone confirms; the answer comes back to the list.
await page.goto(`${base}/`);
await expect(page, "Order with the patient");
await phone({ do: "confirm" });
await page.goto(`${base}/`);
await never(page, "Order with the patient");
await follow(page, "Ada Muster");
await expect(page, "Confirmed by the patient");
await expect(page, "signed order by Dr Weber");

// A stop without script: it holds the phone at once, and stays on the list until it is answered.
await withoutScript(page, true);
await page.reload();
await page.click("details.way-stop summary");
await page.type("#note-stop", "A liver value is high. Wait.");
await Promise.all([page.waitForNavigation(), page.click("details.way-stop button")]);
await expect(page, "At its next exchange the phone holds");
await Promise.all([page.waitForNavigation(), page.click(".sign button")]);
await expect(page, "The stop is signed.");
await withoutScript(page, false);
await page.goto(`${base}/`);
await expect(page, "Stop not answered");
await phone({ do: "held" });
await page.goto(`${base}/`);
await expect(page, "On hold since");

// What the patient sees too.
await follow(page, "Ada Muster");
await follow(page, "Who saw what");
await expect(page, "Dr Weber");
await judged("audit");
if ((await text(page)).includes("undefined")) fault("something is undefined");
await page.goto(`${base}/`);
await Promise.all([page.waitForNavigation(), page.click(".me button")]);
await page.goto(`${base}/`);
if (!page.url().includes("/sign-in")) fault("who signed out is still in");
lines.return?.();
await close(browser, checks);
process.exit();
