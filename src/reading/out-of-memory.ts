/** Whether an error is an allocation that was refused: what RLIMIT_DATA looks like from inside JavaScript and WebAssembly. */
export function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof Error && /allocation failed|out of memory|cannot allocate|bad_alloc|ENOMEM/i.test(error.message)
  );
}
