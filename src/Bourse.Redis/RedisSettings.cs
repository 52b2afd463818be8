using StackExchange.Redis;

namespace Bourse.Redis;

/// <summary>
/// Where Redis is: <c>redis:HOST:PORT[,HOST:PORT…][,sentinel=NAME][,tls][,user=NAME][,password=TEXT]</c>. With a sentinel's name
/// the addresses are the sentinels'. Without a password the environment's BOURSE_REDIS_PASSWORD is taken, which keeps it out of the
/// process list.
/// </summary>
public sealed class RedisSettings
{
    private const string Scheme = "redis:";
    private const string PasswordVariable = "BOURSE_REDIS_PASSWORD";

    private readonly List<(string Host, int Port)> _hosts = [];
    private string? _password = Environment.GetEnvironmentVariable(PasswordVariable);

    private RedisSettings()
    {
    }

    /// <summary>Where to connect: the server itself, replicas of it, or sentinels.</summary>
    public IReadOnlyList<(string Host, int Port)> Hosts => _hosts;

    /// <summary>The name under which the sentinels know the primary; null to connect directly.</summary>
    public string? Sentinel { get; private set; }

    public bool IsTls { get; private set; }

    /// <summary>A user of Redis's access lists; null for the default one.</summary>
    public string? User { get; private set; }

    /// <exception cref="FormatException">The text is not of this form; the message says what is wrong.</exception>
    public static RedisSettings Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Scheme, StringComparison.Ordinal)) throw Bad(text, $"it must begin with '{Scheme}'");
        var settings = new RedisSettings();
        foreach (string part in text[Scheme.Length..].Split(',')) settings.Read(part.Trim(), text);
        return settings._hosts.Count > 0 ? settings : throw Bad(text, "it names no server");
    }

    /// <summary>
    /// For the client: commands fail at once while there is no connection, for nobody may wait for Redis, and a new one is tried in the
    /// background for ever.
    /// </summary>
    internal ConfigurationOptions ToOptions(string clientName)
    {
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            AsyncTimeout = 1000,
            BacklogPolicy = BacklogPolicy.FailFast,
            ClientName = clientName,
            ConnectRetry = 1,
            ConnectTimeout = 1000,
            KeepAlive = 5,
            Password = _password,
            ReconnectRetryPolicy = new LinearRetry(500),
            ServiceName = Sentinel,
            Ssl = IsTls,
            SyncTimeout = 1000,
            User = User,
        };
        foreach ((string host, int port) in _hosts) options.EndPoints.Add(host, port);
        return options;
    }

    private void Read(string part, string text)
    {
        string[] pair = part.Split('=', 2);
        if (pair.Length == 2)
        {
            if (pair[1].Length == 0) throw Bad(text, $"'{pair[0]}' has no value");
            switch (pair[0])
            {
                case "sentinel": Sentinel = pair[1]; break;
                case "user": User = pair[1]; break;
                case "password": _password = pair[1]; break;
                default: throw Bad(text, $"'{pair[0]}' is not known");
            }
        }
        else if (part == "tls") IsTls = true;
        else _hosts.Add(Host(part, text));
    }

    private static (string Host, int Port) Host(string part, string text)
    {
        int colon = part.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(part.AsSpan(colon + 1), out ushort port) || port == 0)
            throw Bad(text, $"'{part}' is not HOST:PORT");
        return (part[..colon].Trim('[', ']'), port);
    }

    /// <summary>The text is not repeated: it may hold a password.</summary>
    private static FormatException Bad(string text, string what) => new(
        $"The Redis address ({text.Length} characters) cannot be read: {what}. "
        + $"Write {Scheme}HOST:PORT[,HOST:PORT][,sentinel=NAME][,tls][,user=NAME][,password=TEXT].");
}
