using System.Buffers;
using System.Net;
using System.Text;
using Bourse.Api.Auth;
using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>
/// What the edge itself does for an order, parsing, signature, parameters, answer, allocates nothing.
/// </summary>
public sealed class AllocationTests : IDisposable
{
    private const string Secret = "secret";
    private const int Rounds = 2_000;

    private readonly SecretBox _secrets = new(new byte[SecretBox.KeyBytes]);

    public void Dispose() => _secrets.Dispose();

    [Fact]
    public void Reading_and_verifying_an_order()
    {
        const string ApiKey = "key";
        Credential credential = Credential(ApiKey);
        string payload = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100.25" +
            "&newClientOrderId=mine-1&recvWindow=5000&timestamp=1499827319559";
        string query = payload + "&signature=" + TestKey.Hmac(Secret)(Encoding.ASCII.GetBytes(payload));
        using ApiRequest request = Orders.ParsedRequest.Of("");

        long bytes = Measure(() =>
        {
            request.Parameters.Load(query, ReadOnlySequence<byte>.Empty);
            Assert.True(request.Parameters.TryText("signature"u8, out ReadOnlySpan<byte> signature));
            Assert.True(credential.Verifier.Verify(request.Parameters.SignaturePayload(), signature));
            Assert.True(credential.Allows(KeyPermissions.Trade, IPAddress.Loopback, nowUs: 1));
            OrderParameters order = OrderParser.Read(request, LegNames.Single);
            Assert.False(request.Failed);
            Assert.True(order.Price == 10_025_000_000);
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Writing_an_order()
    {
        var catalog = new ReferenceCatalog
        {
            Tables = new ReferenceTables(
                [new SymbolSpec { Id = 1, Name = "BTCUSDT", BaseAssetId = 1, QuoteAssetId = 2, Filters = new() }],
                [new AssetSpec { Id = 1, Name = "BTC" }, new AssetSpec { Id = 2, Name = "USDT" }],
                new VenueSettings(), TradingStatus.Trading),
        };
        var order = new OrderFields
        {
            OrderId = 28,
            SymbolId = 1,
            Price = 10_025_000_000,
            Quantity = 50_000_000,
            ClientOrderId = ClientId.From("6gCrw2kRUAF9CvJDGP16IP"),
            TimeUs = 1_507_725_176_595_000,
        };
        using var json = new JsonPen();
        long bytes = Measure(() =>
        {
            json.Clear();
            OrderJson.Queried(json, catalog, in order);
            Assert.True(json.Written.Length > 300);
        });
        Assert.Equal(0, bytes);
    }

    private Credential Credential(string apiKey) => new(
        new KeySpec { Id = 1, AccountId = 2, ApiKey = apiKey, Material = _secrets.Seal(2, apiKey, Secret) }, _secrets);

    /// <summary>Bytes allocated by many rounds after a warm-up in which memory is reserved and code compiled.</summary>
    private static long Measure(Action round)
    {
        for (int i = 0; i < Rounds; i++) round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++) round();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
