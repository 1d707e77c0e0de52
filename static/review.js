// Keys for the review of figures. Every key presses a button that is on the page; without this script the buttons do.
"use strict";

const figures = [...document.querySelectorAll(".waiting")];
let current = Math.max(0, figures.findIndex((figure) => figure.querySelector("details[open]")));

function go(to) {
  current = Math.min(Math.max(to, 0), figures.length - 1);
  figures[current]?.focus();
  figures[current]?.scrollIntoView({ block: "nearest" });
}

function press(decision) {
  const place = decision === "undo" ? document : figures[current];
  place?.querySelector(`button[value="${decision}"]`)?.click();
}

function correct() {
  const details = figures[current]?.querySelector("details");
  if (!details) return;
  details.open = true;
  details.querySelector("input:not([type=hidden])").focus();
}

const keys = {
  j: () => go(current + 1),
  k: () => go(current - 1),
  a: () => press("accept"),
  c: correct,
  r: () => press("reject"),
  u: () => press("undo"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && typing) go(current);
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("focusin", (event) => {
  const at = figures.indexOf(event.target.closest(".waiting"));
  if (at >= 0) current = at;
});

go(current);
