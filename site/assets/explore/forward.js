// Leads an address of Datasette to the same rows in Explore.
"use strict";
{
  const { explore, path } = document.currentScript.dataset;
  location.replace(`${explore}#${path}${location.search}`);
}
