// Keeps what is typed into the desk's forms in this browser until it is saved, and offers it after a lost connection,
// an expired session or an error. Without this script the forms work as ever. Passwords, files and tokens are not kept.
"use strict";

(() => {
  const own = document.currentScript;
  const words = own.dataset;
  const PREFIX = "draft:";
  const SENT = "draft-sent"; // in the tab's own storage: which draft was sent last
  const KEPT_DAYS = 7;
  const MOST_DRAFTS = 3; // of one form
  const MOST_FORMS = 20;
  const LONGEST = 1_000_000; // characters of a draft
  const ALL = 2_000_000; // characters of all drafts

  let store, tab;
  try {
    store = window.localStorage;
    tab = window.sessionStorage;
    store.getItem(PREFIX);
  } catch {
    return; // the browser keeps nothing
  }

  function read(key) {
    try {
      const drafts = JSON.parse(store.getItem(key) ?? "[]");
      return Array.isArray(drafts) ? drafts : [];
    } catch {
      return [];
    }
  }

  function write(key, drafts) {
    if (!drafts.length) return store.removeItem(key);
    const text = JSON.stringify(drafts.slice(0, MOST_DRAFTS));
    if (text.length > LONGEST) return drafts.length > 1 ? write(key, drafts.slice(0, -1)) : undefined;
    makeRoom(key, text.length);
    try {
      store.setItem(key, text);
    } catch {
      makeRoom(key, ALL); // the browser has less room than we take: this draft alone
      try {
        store.setItem(key, text);
      } catch {
        // not even that; the form itself still holds what was typed
      }
    }
  }

  const keys = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const latest = (key) => read(key)[0]?.time ?? 0;

  // Removes the oldest drafts of other forms until this one fits.
  function makeRoom(key, length) {
    const others = keys().filter((other) => other !== key).sort((a, b) => latest(b) - latest(a));
    let total = length;
    others.forEach((other, place) => {
      total += store.getItem(other).length;
      if (total > ALL || place >= MOST_FORMS - 1) store.removeItem(other);
    });
  }

  function forgetOld() {
    const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
    for (const key of keys()) write(key, read(key).filter((draft) => draft.time > oldest));
  }

  function forgetAll() {
    for (const key of keys()) store.removeItem(key);
    tab.removeItem(SENT);
  }

  // --- a form's fields ------------------------------------------------------------------------

  const isKept = (field) =>
    field.name && !field.disabled && !["password", "file", "submit", "button", "image", "reset"].includes(field.type) &&
    (field.type !== "hidden" || field.name === "seen") && field.name !== "csrfmiddlewaretoken" && field.name !== "overwrite";

  // What the form says: for each field its name and value; a choice also its words, since a chooser lists few.
  function valuesOf(form) {
    const values = [];
    for (const field of form.elements) {
      if (!isKept(field)) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        values.push([field.name, field.value, field.checked]);
      } else if (field.tagName === "SELECT") {
        values.push([field.name, [...field.selectedOptions].map((option) => [option.value, option.text])]);
      } else {
        values.push([field.name, field.value]);
      }
    }
    return values;
  }

  const told = (values) => JSON.stringify(values.filter(([name]) => name !== "seen"));

  function choose(field, chosen) {
    for (const [value, text] of chosen) {
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(text, value));
    }
    const wanted = chosen.map(([value]) => value);
    for (const option of field.options) option.selected = wanted.includes(option.value);
  }

  function fill(form, values) {
    for (const [name, value, checked] of values) {
      const fields = [...form.elements].filter((field) => field.name === name && isKept(field));
      const field = fields.find((one) => checked === undefined || one.value === value);
      if (!field) continue;
      if (checked !== undefined) field.checked = checked;
      else if (field.tagName === "SELECT") choose(field, value);
      else field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  // --- what is told -----------------------------------------------------------------------------

  function moment(time) {
    const then = new Date(time);
    const clock = { hour: "2-digit", minute: "2-digit", hour12: false };
    const today = then.toDateString() === new Date().toDateString();
    return today
      ? then.toLocaleTimeString(document.documentElement.lang, clock)
      : then.toLocaleString(document.documentElement.lang, { month: "numeric", day: "numeric", ...clock });
  }

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function offer(form, draft, { restore, discard }) {
    const box = document.createElement("div");
    box.className = "draft";
    box.setAttribute("role", "status");
    const line = document.createElement("p");
    line.append(words.offer.replace("{time}", moment(draft.time)));
    const act = (what) => () => {
      box.remove();
      what();
      form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    };
    line.append(button(words.restore, act(restore)), button(words.discard, act(discard)));
    box.append(line);
    form.before(box);
  }

  // The page's address; of its query, what a new record is to belong to.
  function place() {
    const query = new URLSearchParams(location.search);
    query.delete("_changelist_filters");
    return location.pathname.endsWith("/add/") ? `${location.pathname}?${query}` : location.pathname;
  }

  // --- one form ---------------------------------------------------------------------------------

  function keep(form, refused) {
    const key = `${PREFIX}${words.user}:${place()}#${form.id}`;
    let id = refused?.key === key ? refused.id : `${Date.now()}-${Math.random()}`;
    let last = told(valuesOf(form)); // as the page shows it
    const begun = refused?.key === key ? null : last; // as it is stored; unknown where a save was refused

    const without = () => read(key).filter((draft) => draft.id !== id);
    function note() {
      const values = valuesOf(form);
      const now = told(values);
      if (now === last) return;
      last = now;
      write(key, now === begun ? without() : [{ id, time: Date.now(), values }, ...without()]);
    }

    for (const draft of read(key)) {
      if (draft.id === id) continue;
      if (told(draft.values) === last) {
        write(key, read(key).filter((other) => other.id !== draft.id));
        continue;
      }
      offer(form, draft, {
        restore: () => {
          note();
          write(key, read(key).filter((other) => other.id !== draft.id));
          id = `${Date.now()}-${Math.random()}`;
          fill(form, draft.values);
          note();
        },
        discard: () => write(key, read(key).filter((other) => other.id !== draft.id)),
      });
    }

    setInterval(() => document.visibilityState === "visible" && note(), 1000); // choosers and calendars send no event
    for (const event of ["change", "blur"]) form.addEventListener(event, note, true);
    window.addEventListener("pagehide", note);
    document.addEventListener("visibilitychange", note);
    form.addEventListener("submit", () => {
      note();
      tab.setItem(SENT, JSON.stringify({ key, id }));
    });
  }

  // --- the page ---------------------------------------------------------------------------------

  // Says which draft was sent and is refused by this page; forgets one that is saved.
  function settle() {
    let sent = null;
    try {
      sent = JSON.parse(tab.getItem(SENT));
    } catch {
      // as if nothing was sent
    }
    tab.removeItem(SENT);
    if (!sent?.key?.startsWith(PREFIX)) return null;
    if (document.querySelector(".errornote")) return sent;
    if (document.querySelector(".messagelist .success")) {
      write(sent.key, read(sent.key).filter((draft) => draft.id !== sent.id));
    }
    return null;
  }

  function begin() {
    if (words.signedOut) return forgetAll();
    document.getElementById("logout-form")?.addEventListener("submit", forgetAll);
    const refused = settle();
    if (!words.user) return;
    forgetOld();
    for (const form of document.querySelectorAll('#content-main > form[id$="_form"], form[data-draft]')) {
      if (form.method === "post" && !form.querySelector("input[type=password]")) keep(form, refused);
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
