'use client'; // its rows are components, which only the browser's side can hand on

import { Area } from '../../editor/fields';
import { Rows } from '../../editor/rows';

/** The comments of a report. */
export function CommentRows() {
  return (
    <Rows
      name="comments"
      noun="comment"
      fields={Comment}
      empty="What whoever reads the report should know beside the numbers."
    />
  );
}

function Comment() {
  return <Area name="content" label="Comment" isBare />;
}
