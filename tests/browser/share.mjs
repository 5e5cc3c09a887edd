// A shared link in a real browser: opened from the viewer page, with a passcode and without, light and dark, narrow and
// printed; wrong passcodes close it; what is over says so. Every request is watched: none may carry the key.
import fs from "node:fs";
import path from "node:path";
import { close, expect, fault, judge, never, open, reflows, text } from "./driver.mjs";

const { BASE: base, OTHER: other, LINK: link, LOCKED: locked, PASSCODE: passcode, CARER: carer, OVER: over, PAGE: file, CODE: code } = process.env;
const screens = process.env.NOCTE_SCREENS;
const key = (of) => JSON.parse(Buffer.from(of.slice(of.indexOf("shlink:/") + 8), "base64url")).key;

const { browser, page } = await open(base, { also: [other], refusals: /status of 4(01|04)/ });
let checks = 0;
const secrets = [link, locked, carer].map(key);
page.on("request", (request) => {
  const sent = `${request.url().split("#")[0]} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`;
  for (const secret of secrets) if (sent.includes(secret)) fault("a request carries a key");
});
const says = async (words) => {
  checks += 1;
  try {
    await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout: 20_000 }, words);
  } catch {
    fault(`the page does not come to say "${words}": ${(await text(page)).slice(0, 800)}`);
  }
};
// The same address with another fragment is no new page: leave it first.
const visit = async (address) => {
  await page.goto("about:blank");
  await page.goto(address);
};

// The doctor's summary, as it is shared in the story.
await visit(link);
await says("Medicines");
for (const words of ["Mara Muster", "Not asked for.", "dose now", "The last 90 nights", "Trouble sleeping"]) await expect(page, words);
// What is taken and the plan it comes from are two records and one medicine.
const rowsUnder = (heading) =>
  page.$$eval("article section", (all, title) => [...all].find((one) => one.querySelector("h2")?.textContent === title)?.querySelectorAll("tbody tr td:first-child").length, heading);
const naltrexone = await page.$$eval("article table", (all) => [...all[0].querySelectorAll("tbody tr")].filter((one) => /naltrexone/i.test(one.cells[0].textContent)).length);
if (naltrexone !== 1 || !((await rowsUnder("Medicines")) >= 1)) fault(`naltrexone is listed ${naltrexone} times`);
await expect(page, "The plan, step by step:");
checks += 1;
if (!(await page.$("a.do[download]"))) fault("the doctor's page is not in it");
await never(page, "undefined");
if (page.url().includes("#")) fault("the key stays in the address bar");
if (await page.evaluate(() => document.querySelectorAll("script:not([src]), [style]").length)) fault("something is inline");
for (const theme of ["light", "dark"]) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  for (const [device, width] of Object.entries({ phone: 390, desk: 1200 })) {
    await page.setViewport({ width, height: 900, deviceScaleFactor: 1 });
    await reflows(page, `summary, ${device}, ${theme}`);
    checks += await judge(page, `summary, ${device}, ${theme}`);
    if (screens) {
      fs.mkdirSync(screens, { recursive: true });
      await page.screenshot({ path: path.join(screens, `share-${device}-${theme}.png`), fullPage: true });
    }
  }
}
await page.setViewport({ width: 320, height: 800 });
await reflows(page, "summary, 320");
await page.setViewport({ width: 1200, height: 900 });
await page.emulateMediaFeatures([]);
// On paper every table is unfolded.
const folded = () => page.evaluate(() => [...document.querySelectorAll("details")].filter((one) => !one.open).length);
if ((await folded()) === 0) fault("nothing is folded on the screen");
const pdf = await page.pdf({ format: "A4" });
if (pdf.length < 10_000) fault("nothing is printed");
if ((await folded()) !== 0) fault("something stays folded on paper");
if (screens) fs.writeFileSync(path.join(screens, "share.pdf"), pdf);
checks += 3;

// Where the server does not embed the file, it is fetched from an address of its own, which is good once.
let located = [];
page.on("response", (response) => {
  if (response.url().includes("/shl/file/")) located.push([response.status(), response.url()]);
});
const modest = (request) => {
  const post = request.method() === "POST" && request.postData();
  request.continue(post ? { postData: JSON.stringify({ ...JSON.parse(post), embeddedLengthMax: 16 }) } : {});
};
await page.setRequestInterception(true);
page.on("request", modest);
await visit(link);
await says("Medicines");
page.off("request", modest);
await page.setRequestInterception(false);
if (located.length !== 1 || located[0][0] !== 200) fault(`the file was asked for ${located.length} times by itself`);
const again = await page.evaluate(async (address) => (await fetch(address)).status, located[0]?.[1]);
if (again !== 404) fault(`an address that was used answers ${again}`);
checks += 2;

// What is in it is text, whatever it looks like.
if (await page.evaluate(() => document.querySelector("article img, article iframe, article script"))) fault("markup came out of a record");

// A passcode: asked for, wrong, right.
await visit(locked);
await says("Passcode");
checks += await judge(page, "passcode");
const give = async (words) => {
  await page.$eval("#given", (field) => { field.value = ""; });
  await page.type("#given", words);
  await page.click("#go");
};
await give("no it is not");
await says("4 attempts are left");
await give(passcode);
await says("Medicines");

// The carer's view keeps its address, to be loaded again.
await visit(carer);
await says("Nothing can be logged here");
await expect(page, "Emergency card");
if (!page.url().includes("#")) fault("the carer cannot load the page again");
checks += await judge(page, "carer");
if (screens) await page.screenshot({ path: path.join(screens, "share-carer.png"), fullPage: true });
await page.reload();
await says("Tonight");

// Over, mistyped, nothing at all.
await visit(over);
await says("does not open (any more)");
await visit(`${base}/view`);
await says("Paste or scan the link");
checks += await judge(page, "empty");
await give("shlink:/nonsense");
await says("no link that can be opened here");
await give(link.slice(link.indexOf("#") + 1));
await says("Medicines");

// Five wrong ones at once, while the real one waits: closed for good.
await visit(locked);
await says("Passcode");
const url = JSON.parse(Buffer.from(locked.slice(locked.indexOf("shlink:/") + 8), "base64url")).url;
await page.evaluate(async (address) => {
  const guess = (n) => fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ recipient: "x", passcode: `guess ${n}` }) });
  await Promise.all([1, 2, 3, 4, 5].map(guess));
}, url);
await give(passcode);
await says("does not open (any more)");

// The file to hand over, from the disk, without a network.
const alone = await browser.newPage();
alone.on("pageerror", (error) => fault(`the file's script breaks: ${error.message}`));
alone.on("request", (request) => {
  if (!/^(file|data|blob):/.test(request.url())) fault(`the file asks for ${request.url()}`);
});
await alone.goto(`file://${file}`);
await alone.waitForSelector("#given:not([hidden])");
await alone.type("#given", code);
await alone.click("#go");
try {
  await alone.waitForFunction(() => document.body.innerText.includes("Medicines"), { timeout: 20_000 });
} catch {
  fault(`the file does not open: ${(await text(alone)).slice(0, 400)}`);
}
checks += 1;
await close(browser, checks);
