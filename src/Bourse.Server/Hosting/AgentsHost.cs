using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Bourse.Agents;
using Bourse.Server.Configuration;
using Bourse.Server.Data;
using Bourse.Server.Seed;

namespace Bourse.Server.Hosting;

/// <summary>Runs the agents that the seed asked for, as clients of the node's own public listener.</summary>
internal sealed class AgentsHost : IAsyncDisposable
{
    /// <summary>
    /// Where the agents' connections come from on Linux, so that limits tell them from local users, whom they must not
    /// be banned with.
    /// </summary>
    public const string OwnAddress = "127.0.0.84/32";

    private static readonly IPAddress OwnEndpoint = IPAddress.Parse("127.0.0.84");

    private readonly AgentFleet _fleet;
    private readonly SocketsHttpHandler _handler;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    private AgentsHost(FleetSettings settings, SocketsHttpHandler handler)
    {
        _handler = handler;
        _fleet = new AgentFleet(settings, TimeProvider.System, handler);
        _run = Task.Run(() => _fleet.RunAsync(_stop.Token));
    }

    public FleetStatistics Statistics => _fleet.Statistics;

    /// <summary>Starts them; null when the venue was seeded without agents or their keys are gone.</summary>
    public static AgentsHost? Start(DataFolder folder, ServerOptions options, Credentials credentials)
    {
        if (!options.RunsAgents || !File.Exists(folder.AgentsFile)) return null;
        SeedAgents agents = Read(folder.AgentsFile);
        AgentAccount[] accounts = [.. agents.Accounts
            .Select(agent =>
                (agent, keys: credentials.Accounts.FirstOrDefault(account => account.Name == agent.Account)))
            .Where(pair => pair.keys is not null)
            .Select(pair => new AgentAccount(
                pair.agent.Account, pair.agent.Kind, pair.keys!.ApiKey, pair.keys.ApiSecret, pair.agent.Symbols))];
        if (accounts.Length == 0) return null;
        var settings = new FleetSettings
        {
            BaseUrl = new Uri(credentials.BaseUrl ?? credentials.TlsBaseUrl!),
            Seed = options.AgentsSeed,
            AssetValues = agents.Values,
            Numeraire = agents.Numeraire,
            Accounts = accounts,
        };
        return new AgentsHost(settings, Handler(folder));
    }

    /// <summary>Notes the seed's agents in the data folder, for this and later starts.</summary>
    public static void Write(DataFolder folder, SeedAgents agents) =>
        PrivateFile.Write(folder.AgentsFile, JsonSerializer.Serialize(agents));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _fleet.Dispose();
        _handler.Dispose();
        _stop.Dispose();
    }

    private static SeedAgents Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<SeedAgents>(File.ReadAllText(file))!;
        }
        catch (JsonException e)
        {
            throw new StartFailedException(
                $"{file} is damaged: {e.Message} Restore it, or start with --agents off.", e);
        }
    }

    private static SocketsHttpHandler Handler(DataFolder folder)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        string authority = Path.Combine(folder.TlsFolder, "ca.pem");
        if (File.Exists(authority))
        {
            var trust =
                new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck
                };
            trust.CustomTrustStore.ImportFromPemFile(authority);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust };
        }
        if (OperatingSystem.IsLinux()) handler.ConnectCallback = ConnectAsync;
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            bool isLocal = IPAddress.TryParse(context.DnsEndPoint.Host, out IPAddress? address)
                && IPAddress.IsLoopback(address)
                && address.AddressFamily == AddressFamily.InterNetwork;
            if (isLocal) socket.Bind(new IPEndPoint(OwnEndpoint, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
