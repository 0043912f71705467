// Beside the report's text: words taken by selecting them become offsets in code points; what belongs together lights up; notes fold on a
// small screen. Without it the page has the same in its forms and links.
"use strict";

const text = document.getElementById("report-text");

// Code points of a line before a place of it; numbers that the page has put between the words do not count.
function pointsBefore(line, node, offset) {
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  const words = range.cloneContents();
  for (const extra of words.querySelectorAll(".extra")) extra.remove();
  return [...words.textContent].length;
}

// The first statement that has words in a range.
function statementIn(range) {
  return [...text.querySelectorAll(".statement, .own")].find((part) => range.intersectsNode(part))?.dataset.of;
}

// The selected characters [start, end) of the report, or null.
function selectedSpan() {
  const selection = window.getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const parts = [...text.querySelectorAll(".line")].filter((line) => range.intersectsNode(line)).map((line) => {
    const first = Number(line.dataset.start);
    const from = line.contains(range.startContainer) ? pointsBefore(line, range.startContainer, range.startOffset) : 0;
    const to = line.contains(range.endContainer) ? pointsBefore(line, range.endContainer, range.endOffset)
      : pointsBefore(line, line, line.childNodes.length);
    return { start: first + from, end: first + to };
  }).filter((part) => part.end > part.start);
  return parts.length ? { start: parts[0].start, end: parts[parts.length - 1].end, statement: statementIn(range) } : null;
}

function made(name, words, parent) {
  const element = document.createElement(name);
  element.textContent = words;
  parent.append(element);
  return element;
}

function makeBar() {
  const bar = document.createElement("div");
  bar.className = "selected";
  bar.hidden = true;
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Selected words");
  const told = made("span", "", bar);
  const link = made("a", "Link to these words", bar);
  const form = document.querySelector("#correct form");
  let span = null;
  if (form) made("button", "Correct this span", bar).addEventListener("click", () => fill(form, span));
  document.body.append(bar);
  const update = () => {
    span = selectedSpan();
    bar.hidden = !span;
    if (!span) return;
    told.textContent = `Characters ${span.start}–${span.end}`;
    link.href = `?span=${span.start}-${span.end}#span`;
  };
  document.addEventListener("pointerup", () => setTimeout(update));
  document.addEventListener("keyup", update);
}

function fill(form, span) {
  form.elements.start.value = span.start;
  form.elements.end.value = span.end;
  if (span.statement) form.elements.statement.value = span.statement;
  form.scrollIntoView({ block: "center" });
  form.elements.start.focus({ preventScroll: true });
}

// The words of an attribution and its note, when one of them is pointed at or has the focus.
function light(event) {
  const of = event.target.closest?.("[data-of]")?.dataset.of;
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (of) for (const part of document.querySelectorAll(`[data-of="${CSS.escape(of)}"]`)) if (!part.matches(".content")) part.classList.add("lit");
}

// A note that is folded away is opened when a link leads to it.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let around = target?.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  if (target && text?.contains(target)) target.scrollIntoView();
}

if (text) {
  if (window.matchMedia("(max-width: 60rem)").matches) {
    for (const notes of document.querySelectorAll(".beside, .legend")) notes.open = false;
  }
  makeBar();
  // Words taken over several lines leave out the notes between them.
  text.addEventListener("selectstart", (event) => {
    const at = event.target.nodeType === Node.ELEMENT_NODE ? event.target : event.target.parentElement;
    text.classList.toggle("taking", Boolean(at?.closest(".line")));
  });
  text.addEventListener("pointerover", light);
  text.addEventListener("focusin", light);
  window.addEventListener("hashchange", openTarget);
  if (location.hash) openTarget();
}
