// One's own keys in a real browser, with Chromium's own authenticator: a passkey made behind the set-up link, signed in
// with, and not without its user; then the same pages without the script.
import path from "node:path";
import { close, expect, fault, judge, open, press, reflows, text } from "./driver.mjs";

const base = process.env.BASE;
const { browser, page } = await open(base);
let checks = 0;
// Every page in both palettes; where NOCTE_SCREENS names a folder, at three widths as pictures too.
const WIDTHS = { phone: 390, tablet: 820, desk: 1440 };
const screens = process.env.NOCTE_SCREENS;
const judged = async (name) => {
  for (const theme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    for (const [device, width] of Object.entries(WIDTHS)) {
      await page.setViewport({ width, height: 900, deviceScaleFactor: 1 });
      await reflows(page, `${name}, ${device}, ${theme}`);
      if (device !== "tablet") checks += await judge(page, `${name}, ${device}, ${theme}`);
      if (screens) await page.screenshot({ path: path.join(screens, `${name}-${device}-${theme}.png`), fullPage: true });
    }
  }
  await page.setViewport({ width: 320, height: 800 });
  await reflows(page, `${name}, 320`);
  await page.setViewport({ width: 1200, height: 900 });
};

// A device that asks for a finger, and gets it.
const devtools = await page.createCDPSession();
await devtools.send("WebAuthn.enable");
const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
  options: {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  },
});
const said = async (words) => {
  try {
    await page.waitForFunction(
      (wanted) => document.body.innerText.includes(wanted),
      { timeout: 20_000 },
      words,
    );
  } catch {
    fault(`the page does not come to say "${words}": ${(await text(page)).slice(0, 800)}`);
  }
};
const out = () => Promise.all([page.waitForNavigation(), page.click(".me button")]);

// Behind the link: a name, a passkey, and in.
await page.goto(process.env.SET_UP);
await judged("set-up");
await page.$eval("#name", (field) => {
  field.value = "";
});
await page.type("#name", "Dr Ada Weber");
await page.type("#key", "Laptop in room 2");
await press(page, "Make a passkey");
await expect(page, "Worklist");
await page.goto(`${base}/me`);
await expect(page, "Laptop in room 2");
await expect(page, "Dr Ada Weber");
await judged("me");

// Out, and in again without typing anything.
await out();
await page.goto(`${base}/sign-in?next=%2Fme`);
await judged("sign-in");
await press(page, "Sign in with a passkey");
await expect(page, "Your keys");
await expect(page, "last used");

// The last key cannot be removed; a second one of the same device is not made.
await press(page, "Remove");
await expect(page, "This is your last key");
await page.goto(`${base}/me`);
await page.evaluate(() => {
  document.querySelector("form[data-does=make] button").click();
});
await said("This device has a key of yours already. Nothing was changed.");

// A device whose user does not show a finger opens nothing.
await out();
await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
await page.goto(`${base}/sign-in`);
await page.evaluate(() => {
  document.querySelector("form[data-does=enter] button").click();
});
await said("Nothing was changed.");
await page.goto(`${base}/`);
if (!page.url().includes("/sign-in")) fault("whoever showed no finger is in");

// Without the script there is the other way, and nothing that does not work.
await page.setJavaScriptEnabled(false);
await page.goto(`${base}/sign-in`);
if (await page.$("form[data-passkey]:not([hidden])")) fault("a button that does nothing is shown");
await expect(page, "With a password and a code");
await page.setJavaScriptEnabled(true);

// Whoever decides who comes in.
await page.goto(process.env.ADMIN);
await press(page, "Sign in");
await page.goto(`${base}/staff`);
await judged("staff");
await page.type("#name", "Dr Bea Quist");
await page.type("#email", "bea@clinic.example");
await press(page, "Make an invitation");
await expect(page, "Hand this link to Dr Bea Quist");
await judged("invited");
await close(browser, checks);
process.exit();
