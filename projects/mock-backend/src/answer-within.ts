/** The answer, or a broken connection where there is none after so many milliseconds. */
export async function answerWithin(
  milliseconds: number,
  answer: Promise<Response>,
): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Response>((done) => {
    timer = setTimeout(() => done(Response.error()), milliseconds);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
