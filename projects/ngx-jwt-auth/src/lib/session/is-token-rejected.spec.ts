import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { isTokenRejected } from './is-token-rejected';

describe('isTokenRejected', () => {
  const answer = (status: number, challenges: readonly string[], scheme = 'Bearer'): boolean => {
    const headers = new HttpHeaders(
      challenges.length ? { 'WWW-Authenticate': [...challenges] } : {},
    );
    return isTokenRejected(new HttpErrorResponse({ status, headers }), scheme);
  };

  const rejected: string[][] = [
    [],
    [''],
    [' , ,'],
    ['Bearer'],
    ['Bearer error="invalid_token"'],
    ['Bearer error=invalid_token'],
    ['bearer realm="x", error="invalid_token"'],
    ['BEARER   Realm = "x" ,  ERROR = "invalid_token"'],
    ['Bearer error="expired_token", error_description="insufficient_scope"'],
    ['Bearer realm="insufficient_scope"'],
    ['Bearer realm="https://a.example/?error=insufficient_scope"'],
    ['Bearer realm="a, Basic realm=\\"b\\", error=insufficient_scope", error="invalid_token"'],
    ['Bearer scope="error insufficient_scope"'],
    ['Bearer realm="never closed, error=insufficient_scope'],
    ['Basic realm="x", Bearer error="invalid_token"'],
    ['Bearer error="invalid_token", DPoP algs="ES256 PS256"'],
    ['Bearer realm="x", DPoP error="use_dpop_nonce", algs="ES256"'],
    ['Negotiate, NTLM, Bearer realm="x"'],
    ['Negotiate YIIJvwYGKwYBBQUCoIIJszCCCa+gMDAuBgkqhkiC9xIBAgIGCSqGSIb3EgECAg==, Bearer'],
    ['Basic realm="x"', 'Bearer'],
    ['DPoP error="use_dpop_nonce"', 'Bearer'],
    ['Basically'],
    ['JWT realm="api"'],
    ['Cookie name="basic"'],
  ];
  for (const challenges of rejected) {
    it(`H14 H32 is true for 401 with ${JSON.stringify(challenges)}`, () => {
      expect(answer(401, challenges)).toBeTrue();
    });
  }

  const other: string[][] = [
    ['Bearer error="insufficient_scope"'],
    ['Bearer error=insufficient_scope'],
    ['Bearer realm="x", error="insufficient_scope", scope="write"'],
    ['Bearer realm="x" error="insufficient_scope"'],
    ['Bearer realm="a, b \\" c", error="insufficient_scope"'],
    ['bearer ERROR = "Insufficient_Scope"'],
    ['Basic realm="x", Bearer error="INSUFFICIENT_SCOPE"'],
    ['Bearer error="insufficient_scope", DPoP algs="ES256"'],
    ['Custom realm="x", Bearer error="insufficient_scope"'],
    ['Bearer error="insufficient_user_authentication", acr_values="urn:mfa", max_age="5"'],
    ['Bearer realm="x"', 'Bearer error="insufficient_user_authentication"'],
    ['Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="'],
    ['Bearer error="interaction_required"'],
    ['Bearer error="invalid_request"'],
    ['Basic'],
    ['Basic realm="x"'],
    [' basic realm="x"'],
    ['BASIC realm="x", charset="UTF-8"'],
    ['Negotiate'],
    ['negotiate oYG2MIGzoAMKAQChCwYJKoZIgvcSAQICooGe'],
    ['Negotiate oYG2MIGzoAMKAQChCwYJKoZIgvcSAQICooGeBIGb=='],
    ['NTLM'],
    ['Negotiate', 'NTLM', 'Basic realm="x"'],
    ['Digest realm="x", qop="auth, auth-int", nonce="dcd98b", opaque="5ccc"'],
    ['Digest realm="Bearer error=invalid_token", nonce="a", algorithm=SHA-256'],
    ['DPoP error="use_dpop_nonce"'],
    ['DPoP algs="ES256", error="invalid_token"'],
    ['DPoP algs="ES256"', 'Basic realm="x"'],
    ['SCRAM-SHA-256 realm="x", sid=AAAABBBB'],
    ['Mutual realm="x"', 'HOBA max-age="180", challenge="16:MTEy"'],
    ['Basic realm="Bearers"'],
    ['Basic realm="x, Bearer"'],
  ];
  for (const challenges of other) {
    it(`H15 H32 is false for 401 with ${JSON.stringify(challenges)}`, () => {
      expect(answer(401, challenges)).toBeFalse();
    });
  }

  for (const status of [0, 400, 402, 403, 407, 419, 440, 498, 500, 503]) {
    it(`H16 is false for ${String(status)}`, () => {
      expect(answer(status, ['Bearer error="invalid_token"'])).toBeFalse();
    });
  }

  const bound: [challenge: string, isRejected: boolean][] = [
    ['DPoP error="invalid_token"', true],
    ['dpop algs="ES256"', true],
    ['DPoP error="invalid_token", algs="ES256", Basic realm="x"', true],
    ['Bearer, DPoP error="invalid_token"', true],
    ['DPoP error="use_dpop_nonce"', false],
    ['DPoP error="invalid_dpop_proof", algs="ES256"', false],
    ['DPoP error="insufficient_scope"', false],
    ['Bearer error="insufficient_scope"', false],
    ['Basic realm="x"', false],
  ];
  for (const [challenge, isRejected] of bound) {
    it(`H32 is ${String(isRejected)} with the scheme DPoP for ${challenge}`, () => {
      expect(answer(401, [challenge], 'DPoP')).toBe(isRejected);
    });
  }

  it('H32 is false for a missing scope whatever the scheme', () => {
    for (const scheme of ['', 'JWT', 'Token']) {
      expect(answer(401, ['Bearer error="insufficient_scope"'], scheme)).toBeFalse();
      expect(answer(401, ['Bearer realm="x"'], scheme)).toBeTrue();
      expect(answer(401, [], scheme)).toBeTrue();
    }
    expect(answer(401, ['jwt error="insufficient_scope"'], 'JWT')).toBeFalse();
  });
});
