// The document in CodeMirror 6: one mark decoration per tag, kept in a state field.
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';

const markOf = ({ id, category }) => Decoration.mark({ class: `tag-${category}`, id });
const rangesOf = (tag) => tag.fragments.map(({ start, end }) => markOf(tag).range(start, end));

const putTag = StateEffect.define();
const removeTag = StateEffect.define();
const tagField = StateField.define({
  create: () => Decoration.none,
  update: (decorations, { effects }) => {
    let after = decorations;
    for (const effect of effects) {
      if (effect.is(putTag)) after = after.update({ add: rangesOf(effect.value), sort: true });
      if (effect.is(removeTag)) {
        const { id, fragments } = effect.value;
        after = after.update({
          filter: (_from, _to, { spec }) => spec.id !== id,
          filterFrom: fragments[0].start,
          filterTo: fragments.at(-1).end,
        });
      }
    }
    return after;
  },
  provide: (field) => EditorView.decorations.from(field),
});

let view;

window.peer = {
  open({ text, tags }) {
    view?.destroy();
    view = new EditorView({
      parent: document.getElementById('text'),
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorView.lineWrapping,
          EditorState.readOnly.of(true),
          tagField.init(() => Decoration.set(tags.flatMap(rangesOf), true)),
        ],
      }),
    });
  },
  show(offset) {
    view.dispatch({ effects: EditorView.scrollIntoView(offset, { y: 'center' }) });
  },
  add(tag) {
    view.dispatch({ effects: putTag.of(tag) });
  },
  remove(tag) {
    view.dispatch({ effects: removeTag.of(tag) });
  },
  hit(x, y) {
    const at = view.posAtCoords({ x, y });
    let hits = 0;
    if (at !== null) {
      view.state.field(tagField).between(at, at, () => {
        hits += 1;
      });
    }
    return hits;
  },
};
