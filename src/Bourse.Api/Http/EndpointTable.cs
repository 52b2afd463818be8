using System.Collections.Frozen;

namespace Bourse.Api.Http;

/// <summary>All endpoints by path and method. Filled at start, then frozen.</summary>
public sealed class EndpointTable
{
    private readonly Dictionary<string, ApiEndpoint[]> _byPath = new(StringComparer.Ordinal);
    private FrozenDictionary<string, ApiEndpoint[]>? _frozen;

    /// <summary>Every endpoint, in no order.</summary>
    public IEnumerable<ApiEndpoint> All => _byPath.Values.SelectMany(endpoints => endpoints);

    /// <summary>A public GET of fixed weight.</summary>
    public void Get(string path, int weight, EndpointHandler handler) => Get(path, _ => weight, handler);

    /// <summary>A public GET whose weight depends on its parameters.</summary>
    public void Get(string path, EndpointWeight weight, EndpointHandler handler) =>
        Add(new ApiEndpoint("GET", path, EndpointSecurity.None, weight, handler));

    /// <summary>A signed GET for keys with the USER_DATA permission.</summary>
    public void GetSigned(string path, int weight, EndpointHandler handler) => GetSigned(path, _ => weight, handler);

    public void GetSigned(string path, EndpointWeight weight, EndpointHandler handler) =>
        Add(new ApiEndpoint("GET", path, EndpointSecurity.UserData, weight, handler));

    /// <summary>A command of keys with the TRADE permission; mostly it is free of weight when it succeeds.</summary>
    public void Trade(string method, string path, int weight, EndpointHandler handler, bool freeOnSuccess = true) =>
        Add(new ApiEndpoint(method, path, EndpointSecurity.Trade, _ => weight, handler, freeOnSuccess)
        {
            IsCommand = true,
        });

    /// <exception cref="InvalidOperationException">There is one already, or requests are served already.</exception>
    public void Add(ApiEndpoint endpoint)
    {
        if (_frozen is not null) throw new InvalidOperationException("Endpoints are mapped before the first request.");
        ApiEndpoint[] present = _byPath.GetValueOrDefault(endpoint.Path, []);
        if (present.Any(other => other.Method == endpoint.Method))
            throw new InvalidOperationException($"{endpoint.Method} {endpoint.Path} is mapped twice.");
        _byPath[endpoint.Path] = [.. present, endpoint];
    }

    /// <summary>
    /// Finds an endpoint; with none, <paramref name="isKnownPath"/> tells whether another method would do.
    /// </summary>
    public ApiEndpoint? Find(string method, string path, out bool isKnownPath)
    {
        FrozenDictionary<string, ApiEndpoint[]> table = _frozen ??= _byPath.ToFrozenDictionary(StringComparer.Ordinal);
        isKnownPath = table.TryGetValue(path, out ApiEndpoint[]? endpoints);
        if (endpoints is null) return null;
        foreach (ApiEndpoint endpoint in endpoints)
        {
            if (string.Equals(endpoint.Method, method, StringComparison.Ordinal)) return endpoint;
        }
        return null;
    }
}
