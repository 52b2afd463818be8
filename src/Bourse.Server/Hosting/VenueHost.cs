using System.Security.Cryptography.X509Certificates;
using Bourse.Api;
using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.History;
using Bourse.Log;
using Bourse.Server.Admin;
using Bourse.Server.Configuration;
using Bourse.Server.Data;
using Bourse.Server.Seed;
using Bourse.Server.Tls;
using Bourse.Streams;
using Bourse.Streams.ListenKeys;
using Bourse.Streams.Sockets;
using Bourse.Streams.WebSocketApi;

namespace Bourse.Server.Hosting;

/// <summary>
/// A node from start to stop. What can be wrong is looked for first, before anything is touched: options, seed, ports,
/// data folder. Then the venue catches up and is seeded, and only then anybody can reach it.
/// </summary>
internal sealed class VenueHost : IAsyncDisposable
{
    private const int ExitInOrder = 0;
    private const int ExitFailed = 2;

    /// <summary>Not to the outside: the venue is built anew in this process.</summary>
    private const int ExitForked = -1;

    /// <summary>Between serverShutdown and the close of a connection.</summary>
    private static readonly TimeSpan ShutdownNotice = TimeSpan.FromSeconds(1);

    private readonly ServerOptions _options;
    private readonly DataFolder _folder;
    private readonly ILoggerFactory _loggers;
    private VenueNode _node = null!;
    private Health _health = null!;
    private WebApplication? _public;
    private WebApplication? _admin;
    private SocketServer? _sockets;
    private IDisposable? _prompter;
    private AgentsHost? _agents;

    private VenueHost(ServerOptions options, DataFolder folder, ILoggerFactory loggers)
    {
        _options = options;
        _folder = folder;
        _loggers = loggers;
    }

    /// <summary>Runs a node until the token is cancelled or it must stop by itself; returns the exit code.</summary>
    /// <exception cref="StartFailedException">It cannot start as told.</exception>
    public static async Task<int> RunAsync(ServerOptions options, TextWriter output, CancellationToken stop)
    {
        ApiOptions api = NodeOptions.Api(options);
        using ILoggerFactory loggers = Logging.CreateFactory(options.Configuration);
        SeedSource? seed = options.Seed is null ? null : SeedSource.Load(options.Seed);
        DataFolder.Check(options.DataFolder);
        PortCheck.Check([.. options.Listeners, options.Admin]);
        using DataFolder folder = DataFolder.Open(options.DataFolder);
        while (true)
        {
            await using var host = new VenueHost(options, folder, loggers);
            await host.StartAsync(api, seed, output).ConfigureAwait(false);
            int exitCode = await host.WaitAsync(stop).ConfigureAwait(false);
            if (exitCode != ExitForked) return exitCode;
            // At the same addresses, for those that know them.
            options = host.WithPorts();
        }
    }

    /// <summary>
    /// Stops in order: agents, then the listeners once load balancers have turned away and requests in flight are
    /// answered, then the venue.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _health?.Drain();
        if (_public is not null) await Task.Delay(_options.DrainTime).ConfigureAwait(false);
        if (_agents is not null) await _agents.DisposeAsync().ConfigureAwait(false);
        if (_sockets is not null) await _sockets.ShutDownAsync(ShutdownNotice).ConfigureAwait(false);
        foreach (WebApplication app in new[] { _public, _admin }.OfType<WebApplication>())
        {
            await app.StopAsync().ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
        }
        if (_sockets is not null) await _sockets.DisposeAsync().ConfigureAwait(false);
        _prompter?.Dispose();
        if (_node is not null) await _node.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StartAsync(ApiOptions api, SeedSource? seed, TextWriter output)
    {
        _node = await VenueNode.StartAsync(_folder, _options, _loggers).ConfigureAwait(false);
        Credentials credentials = await SeedAsync(seed).ConfigureAwait(false);
        _health = new Health(_node.Replica, _node.History.Projection);
        string adminUrl = await StartAdminAsync().ConfigureAwait(false);
        if (_options.Listeners.Count > 0) credentials = await StartPublicAsync(api, credentials).ConfigureAwait(false);
        PrivateFile.Write(DataFolder.AdminUrlFileIn(_folder.Root), adminUrl + "\n");
        credentials.Write(_folder.CredentialsFile);
        _agents = AgentsHost.Start(_folder, _options, credentials);
        Banner.Write(output, _folder, credentials, adminUrl, AgentsText());
    }

    private async Task<Credentials> SeedAsync(SeedSource? seed)
    {
        SeedSource? unfinished = SeedSource.Resume(_folder);
        bool isSeeded = seed is null || !Seeder.IsEmpty(_node.Replica);
        if (unfinished is null && isSeeded) return Credentials.Read(_folder.CredentialsFile);
        SeedSource source = unfinished ?? seed!;
        if (unfinished is null) source.Begin(_folder);
        await new Seeder(_node.Replica, _node.Secrets).RunAsync(source.Document).ConfigureAwait(false);
        var credentials = new Credentials(null, null, [.. source.Document.Accounts
            .SelectMany(account => account.Keys.Select(key => (account, key)))
            .Where(pair => pair.key.Secret is not null)
            .Select(pair => new CredentialsAccount(pair.account.Spec.Name, pair.key.Spec.ApiKey, pair.key.Secret!))]);
        credentials.Write(_folder.CredentialsFile);
        if (source.Document.Agents is { } agents) AgentsHost.Write(_folder, agents);
        File.Delete(_folder.SeedingFile);
        return credentials;
    }

    private async Task<string> StartAdminAsync()
    {
        _admin = WebHosts.Create([_options.Admin], _options.Admin.IsTls ? Certificate() : null, _options.Configuration);
        _health.Use(_admin);
        _admin.MapAdmin(new OperatorDesk(_node.Replica), _node.Secrets, _folder.AdminToken());
        await StartAsync(_admin).ConfigureAwait(false);
        return WebHosts.UrlsOf(_admin, [_options.Admin])[0];
    }

    private async Task<Credentials> StartPublicAsync(ApiOptions api, Credentials credentials)
    {
        bool needsCertificate = _options.Listeners.Any(listener => listener.IsTls);
        _public = WebHosts.Create(_options.Listeners, needsCertificate ? Certificate() : null, _options.Configuration);
        ApiPipeline pipeline = _public.UseBourseApi(Services(api));
        _sockets = new SocketServer(
            NodeOptions.Sockets(_options, api),
            TimeProvider.System, _loggers.CreateLogger<SocketServer>(), new ClientAddress(api).Of);
        _public.UseBourseWebSocketApi(_sockets, pipeline, _node.Models.UserData);
        ListenKeyStreams? listenKeys = api.Compat.ListenKey
            ? new ListenKeyStreams(_node.Models.Keys, _node.Models.UserData, TimeProvider.System) : null;
        _prompter = _public.UseBourseStreams(
            _sockets, _node.Models.Streams, _node.Replica, NodeOptions.MarketStreams(_options), TimeProvider.System,
            listenKeys);
        _health.Use(_public);
        await StartAsync(_public).ConfigureAwait(false);
        IReadOnlyList<string> urls = WebHosts.UrlsOf(_public, _options.Listeners);
        return credentials with
        {
            BaseUrl = urls.FirstOrDefault(url => url.StartsWith("http:", StringComparison.Ordinal)),
            TlsBaseUrl = urls.FirstOrDefault(url => url.StartsWith("https:", StringComparison.Ordinal)),
        };
    }

    private ApiServices Services(ApiOptions api) => new()
    {
        Replica = _node.Replica,
        Catalog = _node.Models.Catalog,
        MarketData = _node.Models.MarketData,
        History = new HistoryQueries(_node.History.Source),
        Keys = _node.Models.Keys,
        SharedLimits = _node.Limits,
        Options = api,
    };

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new StartFailedException($"{e.Message} Choose other addresses with --urls or --admin-url.", e);
        }
    }

    private ServerOptions WithPorts() => _options with
    {
        Admin = WithPorts(_admin!, [_options.Admin])[0],
        Listeners = _public is null ? [] : WithPorts(_public, _options.Listeners),
    };

    private static ListenAddress[] WithPorts(WebApplication app, IReadOnlyList<ListenAddress> addresses) =>
        [.. addresses.Zip(
            WebHosts.UrlsOf(app, addresses), (address, url) => address with { Port = new Uri(url).Port })];

    private X509Certificate2 Certificate() => _options.TlsCertificate is { } own
        ? OwnCertificate.Load(own, _options.TlsKey!)
        : DevelopmentCertificate.Load(_folder.TlsFolder,
            [.. _options.Listeners.Append(_options.Admin).Select(listener => listener.ClientHost.Trim('[', ']'))],
                DateTimeOffset.UtcNow);

    private string AgentsText() => (_agents, _options.RunsAgents) switch
    {
        (not null, _) => "on: makers and takers keep the books live (--agents off to stop them)",
        (null, true) when File.Exists(_folder.AgentsFile) => "none: their keys are no longer in credentials.json",
        (null, true) => "none: the seed has none",
        _ => "off",
    };

    private async Task<int> WaitAsync(CancellationToken stop)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.Register(() => asked.TrySetResult());
        Task completion = _node.Replica.Completion;
        if (await Task.WhenAny(asked.Task, completion).ConfigureAwait(false) == asked.Task) return ExitInOrder;
        Exception? fault = completion.Exception?.InnerException;
        if (fault is LogForkedException)
        {
            await Console.Error.WriteLineAsync($"bourse: the node builds its state anew: {fault.Message}")
                .ConfigureAwait(false);
            return ExitForked;
        }
        string reason = fault?.Message ?? "the replica ended";
        await Console.Error.WriteLineAsync($"bourse: the node stops: {reason}").ConfigureAwait(false);
        return ExitFailed;
    }
}
