using System.Net;
using System.Text.Json;

namespace Bourse.Bench.Http;

/// <summary>
/// A venue with a durable log in a process of its own, on a data folder that is deleted when it is disposed.
/// </summary>
internal sealed class VenueProcess : IDisposable
{
    private readonly string _folder;
    private readonly JsonDocument _credentials;

    private VenueProcess(ChildProcess process, string folder, JsonDocument credentials)
    {
        (Process, _folder, _credentials) = (process, folder, credentials);
        Url = new Uri(credentials.RootElement.GetProperty("baseUrl").GetString()!);
    }

    public ChildProcess Process { get; }

    public Uri Url { get; }

    public IPEndPoint EndPoint => new(IPAddress.Parse(Url.Host), Url.Port);

    /// <param name="parentFolder">Where its folder is made; empty for the system's of temporary files.</param>
    /// <param name="seed">JSON.</param>
    /// <param name="settings">Further keys and values of the configuration, "KEY=VALUE".</param>
    public static VenueProcess Start(string parentFolder, string seed, params IEnumerable<string> settings)
    {
        string folder = parentFolder.Length == 0
            ? Directory.CreateTempSubdirectory("bourse-bench-").FullName
            : Directory.CreateDirectory(Path.Combine(parentFolder, Path.GetRandomFileName())).FullName;
        string seedFile = Path.Combine(folder, "seed.json");
        string data = Path.Combine(folder, "data");
        File.WriteAllText(seedFile, seed);
        string[] unlimited =
            ["Limits:WeightPerMinute=0", "Limits:RequestsPerFiveMinutes=0", "Limits:ConnectionsPerFiveMinutes=0"];
        ChildProcess process = ChildProcess.Start(
        [
            "--data", data, "--urls", "http://127.0.0.1:0", "--seed", seedFile, "--agents", "off",
            .. unlimited.Concat(settings).SelectMany(setting => new[] { "--set", setting }),
        ]);
        var credentials = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "credentials.json")));
        return new VenueProcess(process, folder, credentials);
    }

    /// <summary>The first key of an account.</summary>
    public (string Key, string Secret) Account(string name)
    {
        JsonElement account = _credentials.RootElement.GetProperty("accounts").EnumerateArray()
            .First(item => item.GetProperty("name").GetString() == name);
        return (account.GetProperty("apiKey").GetString()!, account.GetProperty("apiSecret").GetString()!);
    }

    public void Dispose()
    {
        Process.Dispose();
        _credentials.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
