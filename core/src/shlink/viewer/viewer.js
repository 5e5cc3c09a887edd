// Opens a SMART Health Link in this browser. The key stands behind the # of the address and goes nowhere: it is read
// here, and what it opens is shown here. Only text is put into the page; nothing of a record becomes markup.
"use strict";
(() => {
  const WORDS = {
    en: {
      what: "Shared with you", opening: "Opening …", give: "Paste or scan the link (shlink:/…)", open: "Open", print: "Print",
      code: "Passcode", wrong: (n) => `Wrong passcode. ${n === 1 ? "1 attempt is" : n + " attempts are"} left; then the link closes for good.`,
      gone: "This link does not open (any more). It has ended, was taken back, or was mistyped. Ask whoever gave it to you.",
      notALink: "This is no link that can be opened here.", elsewhere: "This page opens links of its own server only. Open the whole address as you were given it, or any other reader of SMART Health Links.",
      trouble: "The server does not answer. Try again in a moment.", later: "Too many tries. Wait a minute and try again.",
      key: "The code does not fit this file, or a part of it was changed.", old: "This browser is too old to open it: it has no WebCrypto or no DecompressionStream.",
      file: "Or open a file that was handed over", asOf: "As it was on", ago: ["just now", "minutes ago", "hours ago", "days ago"],
      born: "born", all: "All entries", when: "When", dose: "Dose", state: "State", name: "Name", more: "Details", value: "Value", sheet: "Open the page (PDF)",
      foot: "What you see was opened in your browser. The server that kept it has no key to it and cannot read it. Nothing is kept here after you close the page.",
      again: "To load it again, open the link again.",
      status: { completed: "taken", "not-done": "not taken", unknown: "not known", active: "current", intended: "to begin", "not-taken": "not taken", "on-hold": "on hold", stopped: "stopped", draft: "draft" },
    },
    de: {
      what: "Mit Ihnen geteilt", opening: "Wird geöffnet …", give: "Link einfügen oder scannen (shlink:/…)", open: "Öffnen", print: "Drucken",
      code: "Kennwort", wrong: (n) => `Falsches Kennwort. Noch ${n === 1 ? "1 Versuch" : n + " Versuche"}; danach schließt der Link für immer.`,
      gone: "Dieser Link öffnet sich nicht (mehr). Er ist abgelaufen, wurde zurückgenommen oder falsch getippt. Fragen Sie, wer ihn Ihnen gab.",
      notALink: "Das ist kein Link, der sich hier öffnen lässt.", elsewhere: "Diese Seite öffnet nur Links des eigenen Servers. Öffnen Sie die ganze Adresse, wie Sie sie bekommen haben, oder ein anderes Leseprogramm für SMART Health Links.",
      trouble: "Der Server antwortet nicht. Versuchen Sie es gleich noch einmal.", later: "Zu viele Versuche. Warten Sie eine Minute.",
      key: "Der Code passt nicht zu dieser Datei, oder ein Teil davon wurde verändert.", old: "Dieser Browser ist zu alt dafür: Ihm fehlt WebCrypto oder DecompressionStream.",
      file: "Oder eine übergebene Datei öffnen", asOf: "Stand", ago: ["gerade eben", "Minuten alt", "Stunden alt", "Tage alt"],
      born: "geboren", all: "Alle Einträge", when: "Wann", dose: "Dosis", state: "Zustand", name: "Name", more: "Einzelheiten", value: "Wert", sheet: "Die Seite öffnen (PDF)",
      foot: "Was Sie sehen, wurde in Ihrem Browser geöffnet. Der Server, der es verwahrte, hat keinen Schlüssel dazu und kann es nicht lesen. Nach dem Schließen bleibt hier nichts.",
      again: "Zum erneuten Laden öffnen Sie den Link noch einmal.",
      status: { completed: "genommen", "not-done": "nicht genommen", unknown: "nicht bekannt", active: "laufend", intended: "beginnt erst", "not-taken": "nicht genommen", "on-hold": "pausiert", stopped: "beendet", draft: "Entwurf" },
    },
  };
  const LARGEST = 4 * 1024 * 1024;
  const own = (id) => document.getElementById(id);
  const sealedHere = own("sealed")?.textContent.trim();
  let words = WORDS[sealedHere ? document.documentElement.lang : (navigator.language || "en").slice(0, 2)] || WORDS.en;

  class Said extends Error {}

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const ascii = (text) => new TextEncoder().encode(text);

  function payloadOf(text) {
    const at = text.toLowerCase().indexOf("shlink:/");
    if (at < 0) return null;
    try {
      const json = new TextDecoder().decode(bytes(text.slice(at + 8).replace(/^\/+/, "").trim()));
      const { url, key, exp, flag = "", label, v = 1 } = JSON.parse(json);
      const good = v === 1 && typeof url === "string" && typeof key === "string" && bytes(key).length === 32;
      return good ? { url, key: bytes(key), exp, flag, label } : null;
    } catch {
      return null;
    }
  }

  async function inflated(plain) {
    const reader = new Blob([plain]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const parts = [];
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts).text();
      size += value.length;
      if (size > LARGEST) throw new Said(words.key);
      parts.push(value);
    }
  }

  async function opened(sealed, key) {
    if (!window.crypto?.subtle || !window.DecompressionStream) throw new Said(words.old);
    const [head, , iv, text, tag] = sealed.trim().split(".");
    try {
      const header = JSON.parse(new TextDecoder().decode(bytes(head)));
      if (header.alg !== "dir" || header.enc !== "A256GCM" || header.crit) throw new Said(words.key);
      const whole = new Uint8Array([...bytes(text), ...bytes(tag)]);
      const secret = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
      const how = { name: "AES-GCM", iv: bytes(iv), additionalData: ascii(head), tagLength: 128 };
      const plain = await crypto.subtle.decrypt(how, secret, whole);
      return JSON.parse(header.zip === "DEF" ? await inflated(plain) : new TextDecoder().decode(plain));
    } catch (error) {
      throw error instanceof Said ? error : new Said(words.key);
    }
  }

  async function asked(url, how) {
    let answer;
    try {
      answer = await fetch(url, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", redirect: "error", ...how });
    } catch {
      throw new Said(words.trouble);
    }
    if (answer.status === 404) throw new Said(words.gone);
    if (answer.status === 429) throw new Said(words.later);
    return answer;
  }

  // The sealed file behind a link; null when a passcode has to be asked for first.
  async function fetched(link, passcode) {
    const url = near(link.url);
    if (typeof link.exp === "number" && link.exp * 1000 <= Date.now()) throw new Said(words.gone);
    if (link.flag.includes("U")) {
      url.searchParams.set("recipient", "Nocte viewer");
      const answer = await asked(url.href, {});
      if (!answer.ok) throw new Said(words.trouble);
      return answer.text();
    }
    if (link.flag.includes("P") && passcode === undefined) return null;
    const body = JSON.stringify({ recipient: "Nocte viewer", passcode, embeddedLengthMax: LARGEST });
    const answer = await asked(link.url, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (answer.status === 401) {
      const { remainingAttempts } = await answer.json().catch(() => ({}));
      state(remainingAttempts === 0 ? words.gone : words.wrong(remainingAttempts), true);
      return null;
    }
    if (!answer.ok) throw new Said(words.trouble);
    const file = (await answer.json()).files?.find((one) => one.contentType?.startsWith("application/fhir+json"));
    if (file?.embedded) return file.embedded;
    if (!file?.location) throw new Said(words.notALink);
    // Too large for the manifest, in the eyes of its server: fetched by itself, at once, because that address is good once.
    const located = await asked(near(file.location).href, {});
    if (!located.ok) throw new Said(words.trouble);
    return located.text();
  }

  // An address of this page's own server: its policy lets it ask no other, whatever a link says.
  function near(address) {
    let url;
    try {
      url = new URL(address);
    } catch {
      throw new Said(words.notALink);
    }
    if (url.origin !== location.origin) throw new Said(words.elsewhere);
    return url;
  }

  function state(text, bad) {
    own("state").textContent = text;
    own("state").className = bad ? "bad" : "";
  }

  function make(kind, text, className) {
    const node = document.createElement(kind);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  // An instant as it stands in the record, without another zone put over it.
  function day(text = "") {
    const [date, time] = text.split("T");
    return time ? `${date} ${time.slice(0, 5)}` : date;
  }

  const said = (concept) => concept?.text || concept?.coding?.find((one) => one.display)?.display || "";
  const span = (period) => [period?.start, period?.end].map((end) => (end ? day(end) : "")).join(" – ").replace(/^ – $/, "");

  function valueOf(it) {
    if (it.valueQuantity) return `${it.valueQuantity.comparator || ""}${it.valueQuantity.value} ${it.valueQuantity.unit || ""}`.replace(" score", "").trim();
    const graded = (it.component || []).map((part) => said(part.valueCodeableConcept)).filter(Boolean).join(", ");
    return [said(it.valueCodeableConcept) || it.valueString || (it.valueBoolean === true ? "✓" : ""), graded].filter(Boolean).join(", ");
  }

  function row(it) {
    const status = words.status[it.status] || it.status || "";
    const doses = (list) => [].concat(list || []).map((one) => one.text || "").filter(Boolean).join("; ");
    switch (it.resourceType) {
      case "MedicationStatement":
        return { of: "medicine", cells: [said(it.medicationCodeableConcept), status, [doses(it.dosage), span(it.effectivePeriod)].filter(Boolean).join(" · ")] };
      case "MedicationRequest":
        return { of: "medicine", cells: [said(it.medicationCodeableConcept), status, [doses(it.dosageInstruction), doses(it.note)].filter(Boolean).join(" · ")] };
      case "MedicationAdministration":
        return { of: "dose", cells: [day(it.effectiveDateTime), status, it.dosage?.text || ""] };
      case "Observation":
        if (it.component?.[0]?.valueQuantity) {
          const when = day(it.effectiveDateTime);
          return { of: "score", many: it.component.map((one) => [when, said(one.code), valueOf(one)]) };
        }
        return { of: it.valueQuantity?.unit === "score" ? "score" : "finding", cells: [day(it.effectiveDateTime), said(it.code), valueOf(it)] };
      default:
        return null;
    }
  }

  const HEADS = () => ({
    medicine: [words.name, words.state, words.more], dose: [words.when, words.state, words.dose],
    score: [words.when, words.name, words.value], finding: [words.when, words.name, words.value],
  });

  function table(of, rows) {
    const out = make("div", undefined, "wide");
    const inside = out.appendChild(make("table"));
    const head = inside.appendChild(make("thead")).appendChild(make("tr"));
    for (const name of HEADS()[of]) head.appendChild(make("th", name)).scope = "col";
    const body = inside.appendChild(make("tbody"));
    for (const cells of rows) {
      const line = body.appendChild(make("tr"));
      for (const cell of cells) line.appendChild(make("td", cell));
    }
    return out;
  }

  function drawn(kind, attributes, text) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", kind);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  }

  // One scale over time: 0 below, 10 above, a dot for each rating.
  function graph(name, points) {
    const times = points.map(([when]) => Date.parse(when.replace(" ", "T"))).filter(Number.isFinite);
    if (times.length < 2) return null;
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const svg = drawn("svg", { class: "graph", viewBox: "0 0 640 92", role: "img", "aria-label": `${name}, ${points.length}` });
    for (const [value, y] of [[10, 12], [0, 72]]) {
      svg.append(drawn("line", { class: "axis", x1: 24, x2: 632, y1: y, y2: y }), drawn("text", { x: 4, y: y + 4 }, String(value)));
    }
    for (const [when, , value] of points) {
      const x = 28 + (600 * (Date.parse(when.replace(" ", "T")) - first)) / Math.max(1, last - first);
      svg.append(drawn("circle", { class: "dot", cx: x.toFixed(1), cy: 72 - 6 * Number.parseFloat(value), r: 2.4 }));
    }
    const ends = [points[0][0], points.at(-1)[0]].map((when) => when.slice(0, 10)).sort();
    svg.append(drawn("text", { x: 24, y: 88 }, ends[0]), drawn("text", { x: 572, y: 88 }, ends[1]));
    return svg;
  }

  function folded(node) {
    const out = make("details");
    out.append(make("summary", words.all), node);
    return out;
  }

  function scores(rows) {
    const out = [];
    for (const name of new Set(rows.map(([, of]) => of))) {
      const points = rows.filter(([, of]) => of === name).sort(([a], [b]) => (a < b ? -1 : 1));
      const picture = graph(name, points);
      if (picture) out.push(make("h3", name), picture);
    }
    out.push(folded(table("score", rows)));
    return out;
  }

  function section(one, found) {
    const out = make("section");
    out.append(make("h2", one.title || said(one.code)));
    const spoken = new DOMParser().parseFromString(one.text?.div || "", "text/html");
    for (const line of spoken.querySelectorAll("p")) out.append(make("p", line.textContent));
    const rows = {};
    const entries = (one.entry || []).map(({ reference }) => [reference, found.get(reference)]);
    // A plan that is being taken is told once: as what is taken. Its steps stand in the section's own words.
    const told = new Set(entries.flatMap(([, it]) => (it?.resourceType === "MedicationStatement" ? it.basedOn || [] : [])).map((to) => to.reference));
    for (const [reference, it] of entries) {
      const cells = it && !told.has(reference) && row(it);
      if (cells) (rows[cells.of] ||= []).push(...(cells.many || [cells.cells]));
      if (it?.resourceType === "DocumentReference") out.append(...sheets(it));
    }
    if (rows.medicine) out.append(table("medicine", rows.medicine));
    if (rows.finding) out.append(table("finding", rows.finding));
    if (rows.score) out.append(...scores(rows.score));
    if (rows.dose) out.append(folded(table("dose", rows.dose)));
    return out;
  }

  function sheets(it) {
    return (it.content || []).filter((one) => one.attachment?.data).map(({ attachment }) => {
      const link = make("a", words.sheet, "do");
      link.href = URL.createObjectURL(new Blob([bytes(attachment.data)], { type: "application/pdf" }));
      link.download = `${attachment.title || "nocte"}.pdf`;
      return link;
    });
  }

  function age(at) {
    const minutes = Math.floor((Date.now() - Date.parse(at)) / 60000);
    if (!(minutes >= 1)) return words.ago[0];
    if (minutes < 120) return `${minutes} ${words.ago[1]}`;
    return minutes < 2880 ? `${Math.floor(minutes / 60)} ${words.ago[2]}` : `${Math.floor(minutes / 1440)} ${words.ago[3]}`;
  }

  function show(bundle) {
    const found = new Map((bundle.entry || []).map((one) => [one.fullUrl, one.resource]));
    const composition = bundle.entry?.[0]?.resource;
    if (bundle.type !== "document" || composition?.resourceType !== "Composition") throw new Said(words.notALink);
    words = WORDS[composition.language] || words;
    document.documentElement.lang = composition.language || "en";
    fixed();
    const record = own("record");
    record.replaceChildren(make("h1", composition.title));
    const patient = [...found.values()].find((one) => one?.resourceType === "Patient");
    const name = patient?.name?.[0]?.text;
    const who = [name, patient?.birthDate && `${words.born} ${patient.birthDate}`].filter(Boolean).join(", ");
    if (who) record.append(make("p", who, "who"));
    const asOf = record.appendChild(make("p", undefined, "as-of"));
    const tongue = composition.language === "de" ? "de" : "en-GB";
    const tell = () => (asOf.textContent = `${words.asOf} ${new Date(composition.date).toLocaleString(tongue, { dateStyle: "long", timeStyle: "short" })} (${age(composition.date)})`);
    tell();
    setInterval(tell, 30000);
    for (const one of composition.section || []) record.append(section(one, found));
    const print = record.appendChild(make("p")).appendChild(make("button", words.print));
    print.addEventListener("click", () => window.print());
    record.hidden = false;
    own("ask").hidden = own("file").hidden = true;
    state("");
    own("main").focus();
  }

  // Folded tables belong on paper: it has nothing to unfold them with.
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => (one.open = true)));

  function fixed() {
    own("what").textContent = words.what;
    own("foot").textContent = words.foot;
    own("go").textContent = words.open;
    own("chosen-label").textContent = words.file;
  }

  let link = null;
  let chosen = sealedHere;

  async function go(passcode) {
    state(words.opening);
    try {
      const sealed = chosen || (await fetched(link, passcode));
      if (sealed === null) {
        if (passcode === undefined) state(link.label || "");
        ask(words.code, true);
        return;
      }
      show(await opened(sealed, link.key));
      // The key leaves the address bar, and with it the history. What is renewed keeps it, to be loaded again.
      if (!link.flag.includes("L") && location.hash) {
        history.replaceState(null, "", location.pathname + location.search);
        own("foot").textContent += ` ${words.again}`;
      }
    } catch (error) {
      state(error instanceof Said ? error.message : words.trouble, true);
      if (!link || chosen) ask(words.give, false);
    }
  }

  function ask(label, secret) {
    own("given-label").textContent = label;
    own("given").value = "";
    own("given").dataset.secret = secret ? "yes" : "";
    own("ask").hidden = false;
    own("given").focus();
  }

  own("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = own("given").value;
    if (own("given").dataset.secret) {
      go(given);
      return;
    }
    link = payloadOf(given);
    if (link) go();
    else state(words.notALink, true);
  });

  own("chosen").addEventListener("change", async (event) => {
    const text = await event.target.files[0]?.text();
    if (!text) return;
    const inside = new DOMParser().parseFromString(text, "text/html").getElementById("sealed");
    chosen = (inside ? inside.textContent : text).trim();
    if (link) go();
    else ask(words.give, false);
  });

  function begin() {
    fixed();
    link = payloadOf(location.hash);
    own("file").hidden = Boolean(sealedHere || link);
    if (link) go();
    else ask(words.give, false);
  }

  window.addEventListener("hashchange", () => location.hash && begin());
  begin();
})();
