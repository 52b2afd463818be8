using Bourse.Server.Data;

namespace Bourse.Server.Hosting;

/// <summary>What a newcomer needs, printed once the venue takes requests.</summary>
internal static class Banner
{
    public static void Write(
        TextWriter output, DataFolder folder, Credentials credentials, string adminUrl, string agents)
    {
        output.WriteLine($"Bourse  a spot exchange that speaks the Binance Spot API");
        output.WriteLine();
        WriteLine(output, "REST", credentials.BaseUrl);
        WriteLine(output, "REST, TLS", credentials.TlsBaseUrl, $"trust {Path.Combine(folder.TlsFolder, "ca.pem")}");
        if ((credentials.BaseUrl ?? credentials.TlsBaseUrl) is { } url)
        {
            // http becomes ws, https wss.
            string sockets = string.Concat("ws", url.AsSpan("http".Length));
            WriteLine(output, "Streams", $"{sockets}/ws, {sockets}/stream");
            WriteLine(output, "Orders too", $"{sockets}/ws-api/v3", "the WebSocket API");
        }
        WriteLine(output, "Admin", adminUrl, $"token in {DataFolder.AdminTokenFileIn(folder.Root)}");
        WriteLine(output, "Data", folder.Root);
        WriteLine(output, "Agents", agents);
        if (credentials.Accounts.Count > 0) WriteAccounts(output, folder, credentials);
        output.WriteLine();
        output.WriteLine("Ready");
        output.Flush();
    }

    private static void WriteAccounts(TextWriter output, DataFolder folder, Credentials credentials)
    {
        CredentialsAccount first = credentials.Accounts[0];
        string names = string.Join(", ", credentials.Accounts.Select(account => account.Name));
        string url = credentials.BaseUrl ?? credentials.TlsBaseUrl!;
        WriteLine(output, "Accounts", names, $"keys in {folder.CredentialsFile}");
        WriteLine(output, "", $"{first.Name}: key {first.ApiKey}");
        WriteLine(output, "", $"{new string(' ', first.Name.Length)}  secret {first.ApiSecret}");
        output.WriteLine();
        output.WriteLine("Try");
        output.WriteLine($"  curl '{url}/api/v3/depth?symbol=BTCUSDT&limit=5'");
        output.WriteLine(
            $"  node -e \"const c=require('ccxt'),e=new c.binance({{apiKey:'{first.ApiKey}',secret:'{first.ApiSecret}',"
            + "options:{defaultType:'spot',fetchMarkets:{types:['spot']},fetchCurrencies:false,fetchMargins:false}});"
            + $"e.urls.api.public=e.urls.api.private='{url}/api/v3';"
            + "e.createOrder('BTC/USDT','market','buy',0.01).then(o=>console.log(o.status,o.filled,o.average))\"");
    }

    private static void WriteLine(TextWriter output, string name, string? value, string? remark = null)
    {
        if (value is null) return;
        output.WriteLine(remark is null ? $"  {name,-10} {value}" : $"  {name,-10} {value}  ({remark})");
    }
}
