// What a script adds to pages that work without it: facets folded on a small screen; words of a report taken by selecting them.
"use strict";

function foldFacets() {
  const narrow = document.querySelector("details.narrow");
  if (narrow && window.matchMedia("(max-width: 48rem)").matches) narrow.open = false;
}

document.addEventListener("DOMContentLoaded", foldFacets);
document.addEventListener("htmx:afterSwap", foldFacets);
