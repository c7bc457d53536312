<?php
// Signs and sends one request to the txswitch merchant API; needs nothing but PHP 8.
// usage: php sign.php BASE_URL APP_ID METHOD PATH [BODY]      the secret is read from TXSWITCH_SECRET

function authorization(string $appId, string $secret, string $method, string $path, string $body, string $timestamp, string $nonce): string
{
    $text = implode("\n", [$method, $path, $timestamp, $nonce, hash('sha256', $body)]) . "\n";
    $signature = hash_hmac('sha256', $text, $secret);
    return "TXSWITCH-HMAC-SHA256 app_id=$appId,timestamp=$timestamp,nonce=$nonce,signature=$signature";
}

[, $base, $appId, $method, $path] = $argv;
$body = $argv[5] ?? '';
$header = authorization($appId, getenv('TXSWITCH_SECRET'), $method, $path, $body, (string) time(), bin2hex(random_bytes(16)));
$headers = ["Authorization: $header"];
if ($body !== '') {
    $headers[] = 'Content-Type: application/json';
}
$context = stream_context_create(['http' => [
    'method' => $method, 'header' => $headers, 'content' => $body, 'ignore_errors' => true, 'timeout' => 30,
]]);
$answer = file_get_contents($base . $path, false, $context);
$status = (int) explode(' ', $http_response_header[0])[1];
echo "$status $answer\n";
exit($status < 300 ? 0 : 1);
