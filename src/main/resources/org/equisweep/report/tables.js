/* Tables that sort by the column whose heading is pressed. */

function sortable(table) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const descending = heading.getAttribute('aria-sort') === 'ascending';
      headings.forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      body.append(...sorted([...body.rows], column, descending));
    });
  });
}

/** By value where there is one, those without last; else by text with its numbers by value. */
function sorted(rows, column, descending) {
  const sign = descending ? -1 : 1;
  const value = row => Number(row.cells[column].dataset.value);
  return rows.sort((a, b) => {
    if (a.cells[column].dataset.value !== undefined) {
      const [x, y] = [value(a), value(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
      return sign * (x - y);
    }
    return sign * a.cells[column].textContent.localeCompare(b.cells[column].textContent, 'en', { numeric: true });
  });
}
