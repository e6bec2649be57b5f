
"use strict";
(() => {
  const root = document.documentElement;
  const pane = document.getElementById("articles");
  const main = document.querySelector("main");
  const now = document.getElementById("now");
  const wide = matchMedia("(min-width: 64rem)");
  let lit = [];
  let from = null;
  root.classList.add("js");

  // ── A line and its sentence ──

  const target = (link) => document.getElementById(link.hash.slice(1));
  const place = (piece) => Number(piece.id.split("-")[1]);

  // The pieces of an article from the one a link leads to, up to where its span ends.
  function pieces(link) {
    const first = target(link);
    if (!first || !first.classList.contains("e")) return [];
    const end = Number(link.dataset.end) || place(first) + 1;
    return [...first.closest(".text").querySelectorAll(".e")].filter((one) => place(one) >= place(first) && place(one) < end);
  }

  function light(elements, name) {
    for (const one of elements) { one.classList.add(name); lit.push([one, name]); }
  }

  // Who speaks: the side that has the mark, or whose mark leads where the line does.
  function side(link) {
    const own = link.closest(".side");
    const item = link.closest(".item");
    if (own || !item) return own;
    const same = [...item.querySelectorAll(".side .m")].find((one) => one.hash === link.hash);
    return same ? same.closest(".side") : null;
  }

  function show(link, open) {
    const found = target(link);
    const article = found && found.closest(".text");
    if (!article) return false;
    for (const [one, name] of lit) one.classList.remove(name);
    lit = [];
    for (const one of pane.querySelectorAll(".text.on")) one.classList.remove("on");
    article.classList.add("on");
    pane.classList.add("one");
    const hits = pieces(link);
    const group = link.closest(".item, .line, .standfirst, h2");
    light([link], "on");
    light(hits, "hit");
    if (group) {
      const also = [...group.querySelectorAll("a.m")].filter((one) => one.hash !== link.hash && article.contains(target(one)));
      light(also.flatMap(pieces), "also");
    }
    const words = side(link);
    const by = words ? words.querySelector(".by").textContent.trim() : "";
    const source = article.querySelector(".kicker").textContent.trim();
    const who = document.getElementById("who");
    who.replaceChildren();
    if (by) { const strong = document.createElement("b"); strong.dir = "auto"; strong.textContent = by; who.append(strong, " · "); }
    who.append(source);
    now.hidden = false;
    if (open && !wide.matches) { root.classList.add("open"); from = link; }
    if (wide.matches || root.classList.contains("open")) {
      const at = hits.length ? hits[0] : article;
      const offset = at.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
      pane.scrollTop = hits.length ? offset - pane.clientHeight * 0.35 : 0;
      if (!wide.matches) uncover(link);
    }
    return hits;
  }

  // On a small screen the pane takes the lower half: what was chosen moves into the upper one.
  function uncover(link) {
    const box = link.getBoundingClientRect();
    if (box.bottom > innerHeight * 0.45 || box.top < 0) scrollBy(0, box.top - innerHeight * 0.15);
  }

  function say(hits) {
    document.getElementById("said").textContent = hits.length
      ? document.getElementById("who").textContent + ": " + hits.map((one) => one.textContent).join("") : "";
  }

  function close() {
    if (!root.classList.contains("open")) return;
    root.classList.remove("open");
    if (from) from.focus({ preventScroll: true });
    if (from) from.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#t"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hits = show(link, true);
    if (!hits) return;
    event.preventDefault();
    say(hits);
    try { history.replaceState(null, "", link.hash); } catch { /* a page shown inside another may not */ }
  });
  main.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.to, a.m");
    if (!link || !link.hash || lit.some(([one]) => one === link)) return;
    const hits = show(link, false);
    if (hits) say(hits);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.getElementById("close").addEventListener("click", close);

  // ── Filters ──

  const form = document.getElementById("filters");
  const selects = [...form.querySelectorAll("select")];
  const items = [...main.querySelectorAll(".item")].map((element) => {
    const keys = {};
    for (const key of ["a", "s", "f"]) keys[key] = new Set(element.dataset[key].split(" "));
    return { element, keys };
  });
  const boxes = [...main.querySelectorAll("#stories .story, #stories .block, #stories .fold:not(.context)")];
  const folded = new Set();

  function filter() {
    const asked = selects.filter((one) => one.value);
    const kept = new Set();
    let count = 0;
    for (const { element, keys } of items) {
      const fits = asked.every((one) => keys[one.name].has(one.value));
      element.hidden = !fits;
      if (!fits) continue;
      count += 1;
      for (let box = element.parentElement; box && box !== main && !kept.has(box); box = box.parentElement) kept.add(box);
    }
    for (const box of boxes) {
      box.hidden = asked.length > 0 && !kept.has(box);
      if (box.tagName !== "DETAILS") continue;
      if (asked.length && kept.has(box) && !box.open) { box.open = true; folded.add(box); }
      else if (!asked.length && folded.delete(box)) box.open = false;
    }
    main.classList.toggle("narrowed", asked.length > 0);
    const stories = [...main.querySelectorAll("#stories .story:not([hidden])")].length;
    form.elements.count.textContent = asked.length
      ? `${count} of ${items.length} entries, in ${stories} ${stories === 1 ? "story" : "stories"}` : "";
  }

  if (selects.length && items.length) {
    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter(); // a browser may have kept what was chosen before a reload
  }

  // ── At the start, and on paper ──

  function arrive() {
    const links = [...main.querySelectorAll("a.to, a.m, .sources a")];
    const asked = location.hash.startsWith("#t") && links.find((one) => one.hash === location.hash);
    const first = wide.matches && !location.hash.startsWith("#t") && main.querySelector("a.to");
    if (asked || first) show(asked || first, Boolean(asked));
  }
  addEventListener("hashchange", arrive);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details")) one.open = true; });
  arrive();
})();
