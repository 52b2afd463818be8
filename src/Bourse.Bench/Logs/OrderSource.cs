using System.Buffers;
using System.Globalization;
using Bourse.Replica;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Bench.Logs;

/// <summary>Orders of one client of the log's bench: limit orders that rest and cross, alternately, so that the book stays small.</summary>
internal sealed class OrderSource(int client)
{
    private const long One = 100_000_000;
    private const int Accounts = 64;

    private long _count;

    /// <summary>Bytes of a batch that holds one order.</summary>
    public static int PayloadSize => Payload().Length;

    public static byte[] Payload()
    {
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        CommandWriter.Write(payload, new OrderSource(0).Next());
        return payload.WrittenSpan.ToArray();
    }

    /// <summary>Makes the assets, the symbol and the accounts.</summary>
    public static async Task SeedAsync(VenueReplica replica)
    {
        await OperateAsync(replica, new AddAsset(new AssetSpec { Name = "BTC" }));
        await OperateAsync(replica, new AddAsset(new AssetSpec { Name = "USDT" }));
        await OperateAsync(replica, new AddSymbol(new SymbolSpec
        {
            Name = "BTCUSDT",
            BaseAssetId = 1,
            QuoteAssetId = 2,
            Filters = new SymbolFilters(),
        }));
        for (int account = 0; account < Accounts; account++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"client{account}");
            const AccountRights rights = AccountRights.Ordinary | AccountRights.Unlimited;
            await OperateAsync(replica, new OpenAccount(new AccountSpec { Name = name, Rights = rights }));
            await OperateAsync(replica, new Deposit(account + 2, 1, 10_000_000 * One, 0));
            await OperateAsync(replica, new Deposit(account + 2, 2, 10_000_000 * One, 0));
        }
    }

    public PlaceOrder Next()
    {
        long number = _count++;
        return new PlaceOrder
        {
            Context = new CommandContext { AccountId = 2 + (int)((client + number) % Accounts) },
            SymbolId = 1,
            Order = new OrderParameters
            {
                Side = number % 2 == 0 ? Side.Sell : Side.Buy,
                Type = OrderType.Limit,
                Price = 100 * One,
                Quantity = One / 1000,
                ClientOrderId = ClientId.From(string.Create(CultureInfo.InvariantCulture, $"{client}-{number}")),
            },
        };
    }

    private static async Task OperateAsync(VenueReplica replica, object command) =>
        (await replica.SubmitOperatorAsync(command)).Dispose();
}
