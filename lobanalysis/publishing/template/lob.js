// The report's one script: colour scheme, menu on small screens, page contents, search. Works without it, too.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // Colour scheme: the reader's choice is remembered; otherwise the system's setting counts.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => {
    try { return localStorage.getItem("lob-kleur"); } catch { return null; }
  };
  const remember = (value) => {
    try { localStorage.setItem("lob-kleur", value); } catch { /* a browser that keeps nothing */ }
  };
  const scheme = () => remembered() || (dark.matches ? "donker" : "licht");
  root.dataset.kleur = scheme();

  const prepareColour = () => {
    const button = document.getElementById("kleur-knop");
    const show = () => {
      root.dataset.kleur = scheme();
      button.setAttribute("aria-pressed", String(scheme() === "donker"));
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      remember(scheme() === "donker" ? "licht" : "donker");
      show();
    });
    dark.addEventListener("change", show);
    show();
  };

  const prepareMenu = () => {
    const button = document.getElementById("menu-knop");
    const set = (open) => {
      button.setAttribute("aria-expanded", String(open));
      root.classList.toggle("menu-open", open);
    };
    button.hidden = false;
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && root.classList.contains("menu-open")) {
        set(false);
        button.focus();
      }
    });
  };

  const prepareContents = () => {
    const contents = document.querySelector(".op-pagina details");
    const narrow = matchMedia("(max-width: 74.99em)");
    if (!contents) return;
    const fit = () => { contents.open = !narrow.matches; };
    narrow.addEventListener("change", fit);
    fit();
  };

  // On a phone a table that does not fit becomes cards: each cell says its column; roles keep it a table.
  const nameCells = (table) => {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "thead th": "columnheader" };
    for (const [selector, role] of Object.entries({ ...roles, "tbody th": "rowheader" })) {
      for (const part of table.querySelectorAll(selector)) part.setAttribute("role", role);
    }
    table.setAttribute("role", "table");
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, index) => { cell.dataset.kop = heads[index] || ""; });
    }
  };

  const prepareCards = () => {
    const tables = [...document.querySelectorAll(".tabel-kader table")];
    tables.forEach(nameCells);
    const fit = () => {
      for (const table of tables) {
        table.classList.remove("kaarten");
        const frame = table.closest(".tabel-kader");
        const wide = frame.scrollWidth > frame.clientWidth + 1;
        table.classList.toggle("kaarten", wide && matchMedia("(max-width: 49.99em)").matches);
      }
    };
    addEventListener("resize", fit);
    addEventListener("load", fit);
    fit();
  };

  // A table or picture is a region that takes the focus only where it is too wide and has to be scrolled.
  const prepareFrames = () => {
    const frames = [...document.querySelectorAll(".tabel-kader, .figuur-kader")];
    for (const frame of frames) frame.dataset.naam = frame.getAttribute("aria-label") || "";
    const fit = () => {
      for (const frame of frames) {
        const region = { role: "region", tabindex: "0", "aria-label": frame.dataset.naam };
        const scrolls = frame.scrollWidth > frame.clientWidth + 1;
        for (const [name, value] of Object.entries(region)) {
          if (scrolls) frame.setAttribute(name, value);
          else frame.removeAttribute(name);
        }
      }
    };
    addEventListener("resize", fit);
    addEventListener("load", fit);
    fit();
  };

  // Search: pagefind's index is fetched, which a browser refuses for pages opened as files.
  const NEEDS_SERVER =
    "Zoeken werkt alleen als het rapport via een webserver wordt bekeken. " +
    "Start er een met ‘lobanalysis serve’.";

  const PAUSE = 200; // thousandths of a second without typing

  const line = (text) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return paragraph;
  };

  // pagefind marks the words found with <mark>; everything else in an excerpt is shown as text.
  const marked = (excerpt) => {
    const paragraph = document.createElement("p");
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    for (const node of parsed.childNodes) {
      const copy = node.nodeName === "MARK" ? document.createElement("mark") : new Text();
      copy.textContent = node.textContent;
      paragraph.append(copy);
    }
    return paragraph;
  };

  const item = (result) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = result.url;
    link.textContent = result.title || result.meta.title;
    entry.append(link, marked(result.excerpt));
    return entry;
  };

  const prepareSearch = () => {
    const form = document.getElementById("zoek");
    const field = document.getElementById("zoek-veld");
    const place = document.getElementById("zoek-uitslag");
    let engine, turn = 0, before = Promise.resolve();
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());

    const load = async () => {
      const base = new URL(form.dataset.offset + "/", document.baseURI);
      engine ||= await import(new URL("pagefind/pagefind.js", base).href);
      return engine;
    };

    // One search at a time, of what stands there when the typing stops: pagefind's own waiting loads the index
    // for each letter at once, and then at times finds nothing. What comes in late is not shown.
    const search = async () => {
      const words = field.value.trim();
      const mine = ++turn;
      if (words.length < 2) return place.replaceChildren();
      if (location.protocol === "file:") return place.replaceChildren(line(NEEDS_SERVER));
      try {
        await new Promise((done) => setTimeout(done, PAUSE));
        if (mine !== turn) return;
        const next = before.then(async () => mine === turn && (await load()).search(words));
        before = next.catch(() => null);
        const found = await next;
        if (!found) return;
        const pages = await Promise.all(found.results.slice(0, 8).map((result) => result.data()));
        if (mine !== turn) return;
        const list = document.createElement("ol");
        list.append(...pages.map((page) => item((page.sub_results || [])[0] || page)));
        const count = found.results.length;
        place.replaceChildren(
          line(count === 0 ? "Niets gevonden." : count === 1 ? "1 pagina gevonden." : `${count} pagina’s gevonden.`),
          list,
        );
      } catch {
        place.replaceChildren(line("Het zoekregister kan niet worden gelezen. " + NEEDS_SERVER));
      }
    };
    field.addEventListener("input", search);
    field.addEventListener("focus", () => {
      if (location.protocol === "file:") place.replaceChildren(line(NEEDS_SERVER));
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    prepareColour();
    prepareMenu();
    prepareContents();
    prepareCards();
    prepareFrames();
    prepareSearch();
  });
})();
