using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.CrashChild;

/// <summary>Clients that send orders and deposits, each with a name that is used once, and say which were acknowledged.</summary>
internal sealed class Load(VenueReplica replica, string run)
{
    private const long One = 100_000_000;
    private const int Accounts = 8;

    private readonly Lock _output = new();
    private readonly Stream _stdout = Console.OpenStandardOutput();

    /// <summary>Sets the venue up where a former run has not done so.</summary>
    public async Task SeedAsync()
    {
        if (replica.Read(0, static (view, _) => view.AccountCount) > Accounts) return;
        await OperateAsync(new AddAsset(new AssetSpec { Name = "BTC" }));
        await OperateAsync(new AddAsset(new AssetSpec { Name = "USDT" }));
        await OperateAsync(new AddSymbol(new SymbolSpec
        {
            Name = "BTCUSDT",
            BaseAssetId = 1,
            QuoteAssetId = 2,
            Filters = new SymbolFilters(),
        }));
        while (replica.Read(0, static (view, _) => view.AccountCount) is var count && count <= Accounts)
        {
            const AccountRights rights = AccountRights.Ordinary | AccountRights.Unlimited;
            await OperateAsync(new OpenAccount(new AccountSpec { Name = $"account{count}", Rights = rights }));
            await OperateAsync(new Deposit(count + 1, 1, 1_000_000 * One, 0));
            await OperateAsync(new Deposit(count + 1, 2, 1_000_000 * One, 0));
        }
    }

    public Task RunAsync(int clients) => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => SendAsync(client))));

    private async Task SendAsync(int client)
    {
        var random = new Random(client);
        for (int i = 0; ; i++)
        {
            string name = $"{run}-{client}-{i}";
            using CommandResult result = await replica.SubmitAsync(Order(name, random));
            Invariant.Check(result.Outcome.Reason is RejectReason.None);
            Acknowledge(name);
        }
    }

    private static PlaceOrder Order(string name, Random random) => new()
    {
        Context = new CommandContext { AccountId = 2 + random.Next(Accounts) },
        SymbolId = 1,
        Order = new OrderParameters
        {
            Side = (Side)random.Next(2),
            Type = OrderType.Limit,
            TimeInForce = random.Next(3) == 0 ? TimeInForce.Ioc : TimeInForce.Gtc,
            Price = (95 + random.Next(10)) * One,
            Quantity = 1 + random.Next(5),
            ClientOrderId = ClientId.From(name),
        },
    };

    private async Task OperateAsync(object command) => (await replica.SubmitOperatorAsync(command)).Dispose();

    /// <summary>One write a line: a killed process leaves whole lines.</summary>
    private void Acknowledge(string name)
    {
        byte[] line = System.Text.Encoding.ASCII.GetBytes(name + "\n");
        lock (_output) _stdout.Write(line);
    }
}
