/** Sees what a client's results do not tell: whether an answer had an envelope. */
export interface AnswerWatch {
  /** To be given to the client among its hooks. */
  onResponse(event: { readonly status: number; readonly errorCode: number | undefined }): void;
  /** HTTP status of the last answer if it had no envelope. */
  bare(): number | undefined;
}

/** For one client that is asked one question at a time. */
export function watchAnswers(): AnswerWatch {
  let bare: number | undefined;
  return {
    onResponse: ({ status, errorCode }) => {
      bare = errorCode === undefined ? status : undefined;
    },
    bare: () => bare,
  };
}
