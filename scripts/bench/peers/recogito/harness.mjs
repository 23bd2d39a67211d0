// The document with Recogito's text-annotator: plain paragraphs, and a drawn span per line of a tag.
import { createTextAnnotator } from '@recogito/text-annotator';
import '@recogito/text-annotator/text-annotator.css';

const scroller = document.getElementById('text');
let annotator;
let content;
let article = '';

const annotationOf = ({ id, fragments }) => ({
  id,
  bodies: [],
  target: {
    annotation: id,
    selector: fragments.map(({ start, end }) => ({ start, end, quote: article.slice(start, end) })),
  },
});

/** It draws some time after it was told. */
function drawn(change) {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(content, { subtree: true, childList: true });
    change();
  });
}

window.peer = {
  async open({ text, tags }) {
    annotator?.destroy();
    article = text;
    content = document.createElement('div');
    content.id = 'content';
    // The line breaks count in its offsets.
    for (const line of text.split(/(?<=\n)/u)) {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      content.append(paragraph);
    }
    scroller.replaceChildren(content);
    annotator = createTextAnnotator(content, { renderer: 'SPANS' });
    await drawn(() => annotator.setAnnotations(tags.map(annotationOf)));
  },
  show(offset) {
    let at = 0;
    for (const paragraph of content.querySelectorAll(':scope > p')) {
      at += paragraph.textContent.length;
      if (at <= offset) continue;
      paragraph.scrollIntoView({ block: 'center' });
      break;
    }
  },
  add: (tag) => drawn(() => annotator.addAnnotation(annotationOf(tag))),
  remove: ({ id }) => drawn(() => annotator.removeAnnotation(id)),
  hit(x, y) {
    const { left, top } = content.getBoundingClientRect();
    return annotator.state.store.getAt(x - left, y - top, true)?.length ?? 0;
  },
};
