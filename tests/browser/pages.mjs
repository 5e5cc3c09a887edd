// Every page of a clinic with twelve weeks in it, at three widths, in light and dark: judged by axe, reflowing, and, where
// NOCTE_SCREENS names a folder, kept as a picture.
import fs from "node:fs";
import path from "node:path";
import { close, fault, judge, open, reflows, signIn } from "./driver.mjs";

const base = process.env.BASE;
const screens = process.env.NOCTE_SCREENS;
const WIDTHS = { phone: 390, tablet: 820, desk: 1440 };

const { browser, page } = await open(base);
await signIn(page, process.env.SIGN_IN);
const story = await page.evaluate(() =>
  [...document.querySelectorAll("tbody th a")].find((link) => link.textContent.includes("Mara"))?.getAttribute("href"),
);
if (!story) throw new Error("the patient of the story is not on the list");

// A page by address, or by what leads to it.
const form = (name, fields) => async () => {
  await page.goto(`${base}${story}`);
  await page.evaluate(
    (way, values) => {
      const of = document.querySelector(`details.way-${way} form`);
      for (const [field, value] of Object.entries(values)) of.querySelector(`[name=${field}]`).value = value;
    },
    name,
    fields,
  );
  await Promise.all([page.waitForNavigation(), page.evaluate((way) => document.querySelector(`details.way-${way} button`).click(), name)]);
};
const at = (address) => async () => {
  await page.goto(`${base}${address}`);
};
const PAGES = {
  worklist: at("/"),
  requests: at("/requests"),
  clinic: at("/clinic"),
  patient: at(story),
  decision: form("up", { dose: "3.5 mg", nights: "28" }),
  plan: at(`${story}/plan`),
  safety: at(`${story}/safety`),
  summary: at(`${story}/summary`),
  phones: at(`${story}/phones`),
  invite: async () => {
    await page.goto(`${base}${story}/phones`);
    await Promise.all([page.waitForNavigation(), page.evaluate(() => document.querySelector("main form .primary").click())]);
  },
  audit: at(`${story}/audit`),
};
const wanted = process.env.NOCTE_PAGES?.split(",") ?? Object.keys(PAGES);

let checks = 0;
if (screens) fs.mkdirSync(screens, { recursive: true });
for (const name of wanted) {
  for (const theme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await PAGES[name]();
    for (const [device, width] of Object.entries(WIDTHS)) {
      await page.setViewport({ width, height: 900, deviceScaleFactor: 1 });
      const label = `${name}, ${device}, ${theme}`;
      await reflows(page, label);
      // Colours differ by theme and targets by width: the narrowest and the widest are judged.
      if (device !== "tablet") checks += await judge(page, label);
      if (screens) await page.screenshot({ path: path.join(screens, `${name}-${device}-${theme}.png`), fullPage: true });
    }
    // At 320 points, twice the size of a small phone's text.
    await page.setViewport({ width: 320, height: 800 });
    await reflows(page, `${name}, 320, ${theme}`);
  }
}
// On the screen most desks have, a column gives its words room: none is crushed to a word a line, none sticks out.
await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
for (const width of [981, 1024, 1180, 1260, 1280]) {
  await page.setViewport({ width, height: 900 });
  await page.goto(`${base}/`);
  const table = await page.evaluate(() => {
    const [list, main] = [document.querySelector(".worklist"), document.querySelector("main")];
    const room = main.getBoundingClientRect().right - parseFloat(getComputedStyle(main).paddingRight);
    const doses = [...list.querySelectorAll("tbody tr")].map((row) => row.cells[2].getBoundingClientRect().width);
    return { over: list.getBoundingClientRect().right - room, dose: Math.min(...doses) };
  });
  if (table.over > 0.5) fault(`worklist, ${width}: ${table.over} pixels wider than its page`);
  if (table.dose < 120) fault(`worklist, ${width}: the dose has ${table.dose} pixels`);
}
// A name of one long word pushes no page sideways and is not cut off.
const long = `Longname${"x".repeat(190)}`;
await page.goto(`${base}/clinic`);
await page.type("form [name=name]", long);
await page.$eval("form [name=birth]", (field) => {
  field.value = "1960-01-01";
});
await Promise.all([page.waitForNavigation(), page.$eval("form [name=birth]", (field) => field.form.requestSubmit())]);
const named = new URL(page.url()).pathname.replace(/\/phones$/, "");
for (const width of [320, 768, 1280]) {
  await page.setViewport({ width, height: 900 });
  for (const address of ["", "/summary", "/safety"]) {
    await page.goto(`${base}${named}${address}`);
    await reflows(page, `a long name${address}, ${width}`);
  }
  await page.goto(`${base}/`);
  await page.type("#find", "Longname");
  await Promise.all([page.waitForNavigation(), page.click("form.find button")]);
  const cut = await page.evaluate(() => {
    const cell = document.querySelector(".worklist tbody th");
    return cell.scrollWidth - cell.clientWidth;
  });
  if (cut > 0) fault(`worklist, a long name, ${width}: ${cut} pixels are cut off`);
  await reflows(page, `worklist, a long name, ${width}`);
}
// The newest end of a course is in view, where not all of it fits.
await page.setViewport({ width: 360, height: 800 });
await page.goto(`${base}${story}`);
const ends = await page.evaluate(() => {
  const [frame, drawn] = [document.querySelector(".scroll.recent"), document.querySelector(".scroll.recent .graph")];
  return drawn.getBoundingClientRect().right - frame.getBoundingClientRect().right;
});
if (Math.abs(ends) > 1) fault(`the newest nights are ${ends} pixels out of view`);
// The summary is one sheet of paper.
await page.goto(`${base}${story}/summary`);
const sheet = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
const sheets = (sheet.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
if (sheets !== 1) fault(`the summary takes ${sheets} sheets`);
if (checks === 0) fault("nothing was judged");
await close(browser, checks);
process.exit();
