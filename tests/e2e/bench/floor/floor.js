// The least that a page of notes can cost: plain elements, and the whole board saved on every key.
const LAYERS = ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"];
const PLACE = "floor";
const main = document.querySelector("main");
let notes = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
const save = () => localStorage.setItem(PLACE, JSON.stringify(notes));

function show(note) {
  const card = document.createElement("article");
  card.textContent = note.text;
  card.ondblclick = () => {
    const field = document.createElement("textarea");
    field.value = note.text;
    field.oninput = () => { note.text = field.value; save(); };
    field.onblur = () => { card.textContent = note.text; };
    card.replaceChildren(field);
    field.focus();
  };
  card.onpointerdown = (down) => {
    if (down.target !== card) return;
    card.setPointerCapture(down.pointerId);
    card.onpointermove = (move) => { card.style.transform = `translate(${move.x - down.x}px, ${move.y - down.y}px)`; };
    card.onpointerup = (up) => {
      card.onpointermove = card.onpointerup = null;
      if (!card.style.transform) return;
      card.style.transform = "";
      const under = document.elementsFromPoint(up.x, up.y).find((one) => one.matches("section"));
      if (under) { note.layer = [...main.children].indexOf(under); under.append(card); save(); }
    };
  };
  main.children[note.layer].append(card);
}

function add(layer, texts) {
  const added = texts.map((text) => ({ layer, text }));
  notes.push(...added);
  added.forEach(show);
  save();
}

LAYERS.forEach((name, layer) => {
  main.append(Object.assign(document.createElement("section"), { innerHTML: `<h2>${name}</h2><textarea aria-label="Add to ${name}"></textarea>` }));
  const field = main.lastChild.querySelector("textarea");
  field.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); add(layer, [field.value]); field.value = ""; } };
  field.onpaste = (event) => { event.preventDefault(); add(layer, event.clipboardData.getData("text").split("\n")); };
});
notes.forEach(show);
document.querySelector("button").onclick = () => { notes = []; save(); document.querySelectorAll("article").forEach((one) => one.remove()); };
