using System.Globalization;

namespace Bourse.Server.Tests.Fleet;

/// <summary>
/// A client that goes from node to node and asks each for no less than the last one told it: X-Bourse-Seq of every answer becomes
/// X-Bourse-Min-Seq of the next request.
/// </summary>
internal sealed class ReadYourWrites : DelegatingHandler
{
    private readonly Session _session;

    public ReadYourWrites(Session session) : base(new SocketsHttpHandler()) => _session = session;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Bourse-Min-Seq", _session.Sequence.ToString(CultureInfo.InvariantCulture));
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("X-Bourse-Seq", out IEnumerable<string>? told))
            _session.Sequence = long.Parse(told.Single(), CultureInfo.InvariantCulture);
        return response;
    }

    /// <summary>What the client has seen.</summary>
    internal sealed class Session
    {
        public long Sequence { get; set; } = 1;
    }
}
