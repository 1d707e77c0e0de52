// Beside a report: the entry of the contents whose section is being read is marked. The page works without.
"use strict";
{
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a[href^='#']")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  const seen = new Set();
  const mark = () => {
    const current = [...links.keys()].filter((section) => seen.has(section)).pop();
    if (!current) return;
    for (const [section, link] of links) {
      if (section === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  // A section is being read while it reaches into the upper part of the window.
  const watch = new IntersectionObserver(
    (changes) => {
      for (const change of changes) seen[change.isIntersecting ? "add" : "delete"](change.target);
      mark();
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  for (const section of links.keys()) watch.observe(section);
}
