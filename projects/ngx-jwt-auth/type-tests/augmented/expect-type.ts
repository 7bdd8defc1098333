/** A test: nothing runs it, the compiler reads it. See tools/type-tests.mjs. */
export declare function test(name: string, body: () => unknown): void;

/** Whether two types are the same, and not only assignable; an intersection equals its flat form. */
type IsSame<A, B> =
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- how identity is asked
  (<T>() => T extends Flat<A> ? 1 : 2) extends <T>() => T extends Flat<B> ? 1 : 2 ? true : false;
type Flat<T> = T extends object ? { [Key in keyof T]: T[Key] } : T;

/** Compiles when the value has exactly that type: `expectType<string>()(value)`. */
export declare function expectType<Expected>(): <Actual>(
  value: Actual,
  ...same: IsSame<Actual, Expected> extends true ? [] : [{ isNot: Expected; is: Actual }]
) => void;
