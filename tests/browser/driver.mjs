// A browser that notices: every request to anywhere else, every complaint of the page or its policy, every fault axe
// finds. What it notices fails the run.
import { createRequire } from "node:module";
import path from "node:path";

const place = process.env.NOCTE_BROWSER;
const from = createRequire(path.join(place, "package.json"));
const puppeteer = (await import(from.resolve("puppeteer-core"))).default;
const axe = from("axe-core");

// WCAG 2.2 AA, and axe's own good practice.
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const faults = [];
export const fault = (words) => {
  faults.push(words);
  console.error(`fault: ${words}`);
};

// `also` names further servers that may be asked, `refusals` what a page may be refused without a fault: a form that is
// refused answers 409 or 422, and the console calls that an error.
export async function open(base, { also = [], refusals = /status of 4(09|22)/ } = {}) {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [...sandbox, "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"],
  });
  const page = await browser.newPage();
  page.on("request", (request) => {
    const url = request.url();
    const known = [base, ...also].some((one) => url.startsWith(`${one}/`)) || /^(data|about):/.test(url);
    if (!known) fault(`a request to ${new URL(url).origin}`);
  });
  page.on("console", (message) => {
    const refused = refusals.test(message.text());
    if (message.type() === "error" && !refused) fault(`the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => fault(`the script breaks: ${error.message}`));
  return { browser, page };
}

// Signs in by a link that works once.
export async function signIn(page, link) {
  await page.goto(link);
  await Promise.all([page.waitForNavigation(), page.click("main button")]);
}

// What axe finds on the page as it is: anything serious is a fault.
export async function judge(page, name) {
  await page.evaluate(axe.source);
  const result = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only }), RULES);
  for (const found of result.violations) {
    const where = found.nodes.map((node) => node.html.slice(0, 120)).join(" | ");
    const words = `${name}: axe ${found.impact} ${found.id}: ${where}`;
    if (["serious", "critical"].includes(found.impact)) fault(words);
    else console.error(`note: ${words}`);
  }
  return result.passes.length;
}

// A page that has to be pushed sideways is not read on a phone (WCAG 1.4.10).
export async function reflows(page, name) {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  if (over > 0) fault(`${name}: ${over} pixels wider than the screen`);
}

// The page whose link is named so, from the row or list it stands in.
export async function follow(page, words) {
  const handle = await page.evaluateHandle(
    (text) => [...document.querySelectorAll("main a, nav a")].find((link) => link.textContent.includes(text)),
    words,
  );
  const link = handle.asElement();
  if (!link) throw new Error(`no link says ${words}`);
  await Promise.all([page.waitForNavigation(), link.evaluate((one) => one.click())]);
}

// Sends the form that holds this button.
export async function press(page, words) {
  const handle = await page.evaluateHandle(
    (text) => [...document.querySelectorAll("main button")].find((one) => one.textContent.trim() === text),
    words,
  );
  const button = handle.asElement();
  if (!button) throw new Error(`no button says ${words}`);
  await Promise.all([page.waitForNavigation(), button.evaluate((one) => one.click())]);
}

// From here on the browser gets an empty script: every page has to work all the same.
export async function withoutScript(page, without) {
  page.off("request", emptied);
  await page.setRequestInterception(without);
  if (without) page.on("request", emptied);
}

function emptied(request) {
  if (request.resourceType() === "script") request.respond({ status: 200, contentType: "text/javascript", body: "" });
  else request.continue();
}

export const text = (page) => page.evaluate(() => document.body.innerText);

export async function expect(page, words) {
  const found = await text(page);
  if (!found.includes(words)) fault(`the page does not say "${words}": ${found.slice(0, 1200)}`);
}

export async function never(page, words) {
  if ((await text(page)).includes(words)) fault(`the page says "${words}"`);
}

// Ends with a count that a lane can read, and with the status that it means.
export async function close(browser, checks) {
  await browser.close();
  console.log(`${checks} checks, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
