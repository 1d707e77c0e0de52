// In a report that was searched: a bar to go from place to place and to show or hide the marks. The page works without.
"use strict";
{
  const tools = document.querySelector(".within-tools[data-hits]");
  const marks = [...document.querySelectorAll("mark[id^='hit-']")];
  if (tools && marks.length) {
    const bar = document.createElement("div");
    bar.className = "hit-bar";
    const place = document.createElement("output");
    const words = tools.querySelector(".marks-off");
    const make = (text, label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      if (label) button.setAttribute("aria-label", label);
      button.addEventListener("click", act);
      return button;
    };
    let current = -1;
    const go = (number) => {
      marks[current]?.classList.remove("current");
      current = (number + marks.length) % marks.length;
      marks[current].classList.add("current");
      marks[current].scrollIntoView({ block: "center" });
      place.textContent = `${current + 1} / ${marks.length}`;
    };
    const first = () => {
      const section = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!section) return -1;
      const mark = section.matches("mark") ? section : section.querySelector("mark[id^='hit-']");
      return marks.indexOf(mark);
    };
    const toggle = make(tools.dataset.toggle, "", () => {
      const hidden = document.body.classList.toggle("no-marks");
      toggle.setAttribute("aria-pressed", String(!hidden));
    });
    toggle.setAttribute("aria-pressed", "true");
    bar.append(
      make("↑", tools.dataset.previous, () => go(current < 0 ? marks.length - 1 : current - 1)),
      place,
      make("↓", tools.dataset.next, () => go(current + 1)),
      toggle,
    );
    place.textContent = `${marks.length}`;
    words?.before(bar);
    const begin = first();
    if (begin >= 0) {
      current = begin;
      marks[begin].classList.add("current");
      place.textContent = `${begin + 1} / ${marks.length}`;
    }
  }
}
