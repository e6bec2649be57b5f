
"use strict";
(() => {
  const root = document.documentElement;
  const pane = document.getElementById("articles");
  const main = document.querySelector("main");
  const now = document.getElementById("now");
  const wide = matchMedia("(min-width: 64rem)");
  const form = document.getElementById("filters");
  const none = document.getElementById("none");
  const selects = [...form.querySelectorAll("select")];
  let lit = [];
  let from = null;
  root.classList.add("js");

  // ── The address: what was chosen, then the filters, as in "#c12&f=Disputed" ──

  function address() {
    const parts = location.hash.slice(1).split("&");
    const id = parts[0].includes("=") ? "" : parts.shift();
    return { id, asked: new URLSearchParams(parts.join("&")) };
  }

  function note(id) {
    const asked = selects.filter((one) => one.value).map((one) => `${one.name}=${encodeURIComponent(one.selectedOptions[0].text)}`);
    const hash = [id, ...asked].filter(Boolean).join("&");
    try { history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]); } catch { /* a page shown inside another may not */ }
  }

  // A line that stands first in its item stands for it.
  function named(link) {
    const item = link.closest(".item[id]");
    return item && item.querySelector("a.to") === link ? item.id : link.hash.slice(1);
  }

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
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const goal = target(link);
    if (goal && main.contains(goal)) reveal(goal);
    const hits = link.hash.startsWith("#t") && show(link, true);
    if (!hits) return;
    event.preventDefault();
    say(hits);
    note(named(link));
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

  const items = [...main.querySelectorAll(".item")].map((element) => {
    const keys = {};
    for (const key of ["a", "s", "f"]) keys[key] = new Set((element.dataset[key] || "").split(" "));
    return { element, keys };
  });
  const boxes = [...main.querySelectorAll("#stories .story, #stories .block, #stories .fold:not(.context)")];
  const unfolded = new Set();

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
      if (asked.length && kept.has(box) && !box.open) { box.open = true; unfolded.add(box); }
      else if (!asked.length && unfolded.delete(box)) box.open = false;
    }
    main.classList.toggle("narrowed", asked.length > 0);
    none.hidden = !asked.length || count > 0;
    form.elements.count.textContent = told(asked.length > 0, count);
  }

  function told(narrowed, count) {
    const many = (number, one, more) => `${number.toLocaleString("en")} ${number === 1 ? one : more}`;
    const stories = [...main.querySelectorAll("#stories .story:not([hidden])")].length;
    const shown = narrowed ? `${count.toLocaleString("en")} of ${many(items.length, "entry", "entries")}` : many(items.length, "entry", "entries");
    return count ? `${shown}, in ${many(stories, "story", "stories")}` : shown;
  }

  function reset() {
    form.reset();
    filter();
  }

  // Show what a link leads to: nothing of it filtered away, nothing folded.
  function reveal(element) {
    if (element.closest("[hidden]")) reset();
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  if (selects.length && items.length) {
    form.hidden = false;
    form.addEventListener("change", () => { filter(); note(address().id); });
    form.addEventListener("reset", () => setTimeout(() => {
      if (none.contains(document.activeElement)) selects[0].focus();
      filter();
      note(address().id);
    }));
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // ── At the start, and wherever a link leads ──

  function arrive() {
    const { id, asked } = address();
    for (const select of selects) {
      const option = asked.has(select.name) && [...select.options].find((one) => one.text === asked.get(select.name));
      if (option) select.value = option.value;
    }
    filter(); // a browser may also have kept what was chosen before a reload
    const goal = id && document.getElementById(id);
    if (goal && main.contains(goal)) { reveal(goal); goal.scrollIntoView(); }
    const link = goal && (goal.matches(".item, .story") ? goal.querySelector("a.to") : firstTo(id));
    if (link) show(link, !goal.matches(".story"));
    else if (wide.matches && !lit.length && main.querySelector("a.to")) show(main.querySelector("a.to"), false);
    if (id) note(id);
  }

  function firstTo(id) {
    return [...main.querySelectorAll("a.to, a.m, .sources a")].find((one) => one.hash === `#${id}`);
  }

  addEventListener("hashchange", arrive);
  arrive();

  // ── On paper ──

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of folded) one.open = false; });
})();
