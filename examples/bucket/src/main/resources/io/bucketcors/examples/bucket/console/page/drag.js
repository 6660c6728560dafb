// Rows are moved by pointer events, which mouse, pen and finger all send, and both browsers alike.

/**
 * Lets the rows of a table be dragged by what in them has the class "handle".
 *
 * @param drop is called with a row and the index that it is to have
 */
export function draggable(rows, drop) {
  let dragged = null;
  let to = -1;

  /** The index that a row would have which is let go at this height. */
  function indexAt(y) {
    const others = [...rows.children].filter((row) => row !== dragged);
    const below = others.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    return below < 0 ? others.length : below;
  }

  function mark() {
    const others = [...rows.children].filter((row) => row !== dragged);
    others.forEach((row, i) => {
      row.classList.toggle('before', i === to);
      row.classList.toggle('after', i === to - 1 && to === others.length);
    });
  }

  function end(dropped) {
    if (!dragged) return;
    const row = dragged;
    dragged = null;
    row.classList.remove('dragged');
    for (const each of rows.children) each.classList.remove('before', 'after');
    if (dropped && to >= 0) drop(row, to);
  }

  rows.addEventListener('pointerdown', (event) => {
    const handle = event.target.closest('.handle');
    if (!handle || event.button !== 0) return;
    dragged = handle.closest('tr');
    dragged.classList.add('dragged');
    to = -1;
    handle.setPointerCapture(event.pointerId);
  });
  rows.addEventListener('pointermove', (event) => {
    if (!dragged) return;
    to = indexAt(event.clientY);
    mark();
  });
  rows.addEventListener('pointerup', () => end(true));
  rows.addEventListener('pointercancel', () => end(false));
}
