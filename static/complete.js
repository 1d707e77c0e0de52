// Completion in the search boxes: an ARIA 1.2 combobox. Without this script the box searches all the same.
"use strict";

for (const form of document.querySelectorAll("form[data-complete]")) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  let asking = null, waiting = 0, options = [], active = -1;

  list.id = input.id + "-completions";
  list.className = "completions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.completeLabel);
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = (completions) => {
    options = completions;
    list.replaceChildren(...completions.map((one, index) => {
      const item = document.createElement("li");
      const label = document.createElement("small");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      label.textContent = one.label;
      item.append(one.text, " ", label);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(index); });
      return item;
    }));
    close();
    list.hidden = !completions.length;
    input.setAttribute("aria-expanded", String(completions.length > 0));
  };

  const choose = (index) => {
    const { text, url } = options[index];
    close();
    if (url) { location.assign(url); return; }
    input.value = text;
    form.requestSubmit();
  };

  const move = (step) => {
    const count = options.length + 1; // one stop outside the list: what was typed
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (active + 1 + step + count) % count - 1;
    const item = list.children[active];
    if (!item) { input.removeAttribute("aria-activedescendant"); return; }
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    if (!input.value.trim()) { show([]); return; }
    try {
      const address = `${form.dataset.complete}?${new URLSearchParams({ q: input.value })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).completions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the box goes on working without completions
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, 120);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("blur", close);
  form.addEventListener("submit", () => { clearTimeout(waiting); asking?.abort(); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) choose(active);
    else return;
    event.preventDefault();
  });
}
