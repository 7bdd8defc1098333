import { HttpErrorResponse } from '@angular/common/http';
import { fieldErrorsOf } from './field-errors-of';

describe('fieldErrorsOf', () => {
  it('gives the messages by field', () => {
    const error = { errors: { year: 'Too early.', rating: 5 } };
    expect(fieldErrorsOf(new HttpErrorResponse({ status: 400, error }))).toEqual({
      year: 'Too early.',
    });
  });

  it('finds none in any other answer', () => {
    for (const error of [null, 'no', { errors: null }, { message: 'no' }]) {
      expect(fieldErrorsOf(new HttpErrorResponse({ status: 400, error }))).toEqual({});
    }
    const error = { errors: { year: 'Too early.' } };
    expect(fieldErrorsOf(new HttpErrorResponse({ status: 409, error }))).toEqual({});
  });
});
