<?php
// Verifies one txswitch webhook; needs nothing but PHP 8.
// usage: php verify.php WEBHOOK_ID WEBHOOK_TIMESTAMP WEBHOOK_SIGNATURE < BODY
// The secret is read from TXSWITCH_WEBHOOK_SECRET.

const TOLERANCE_S = 300;

function genuine(string $secret, string $id, string $timestamp, string $signatures, string $body, int $nowS): bool
{
    if (preg_match('/\A[0-9]{1,12}\z/', $timestamp) !== 1 || abs($nowS - (int) $timestamp) > TOLERANCE_S) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    $found = false;
    foreach (array_slice(explode(' ', $signatures), 0, 8) as $given) {
        $found = hash_equals($expected, $given) || $found;
    }
    return $found;
}

[, $id, $timestamp, $signatures] = $argv;
$good = genuine(getenv('TXSWITCH_WEBHOOK_SECRET'), $id, $timestamp, $signatures, stream_get_contents(STDIN), time());
echo $good ? "genuine\n" : "refused\n";
exit($good ? 0 : 1);
