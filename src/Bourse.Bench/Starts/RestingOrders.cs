using System.Globalization;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Bench.Starts;

/// <summary>Fills a venue with accounts and orders that rest: bids below a price, asks above it, over ten symbols.</summary>
internal sealed class RestingOrders(VenueReplica replica, StartBenchOptions options)
{
    private const long One = 100_000_000;
    private const int Symbols = 10;
    private const int QuoteId = 1;
    private const int LevelsOfSide = 1000;
    private const int CommandsInFlight = 10_000;

    // The venue's own account for fees is the first.
    private const int FirstAccountId = 2;

    public async Task PlaceAsync()
    {
        OrderRateLimit[] limits = [new(10, 10_000_000), new(86_400, 1_000_000_000)];
        await OperateAsync(new ConfigureVenue(new VenueSettings { OrderRateLimits = limits }));
        await OperateAsync(new AddAsset(new AssetSpec { Name = "USDT" }));
        for (int symbol = 1; symbol <= Symbols; symbol++) await AddSymbolAsync(symbol);
        await InFlightAsync(options.Accounts, OpenAccountAsync);
        await InFlightAsync(options.Accounts, account => DepositAsync(account, QuoteId));
        await InFlightAsync(options.Accounts, account => DepositAsync(account, BaseOf(SymbolOf(account))));
        await InFlightAsync(options.Orders, PlaceAsync);
    }

    private static int SymbolOf(int account) => 1 + (account % Symbols);

    private static int BaseOf(int symbol) => QuoteId + symbol;

    private static async Task InFlightAsync(int count, Func<int, Task> send)
    {
        for (int from = 0; from < count; from += CommandsInFlight)
            await Task.WhenAll(Enumerable.Range(from, Math.Min(CommandsInFlight, count - from)).Select(send));
    }

    private async Task AddSymbolAsync(int symbol)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"COIN{symbol}");
        await OperateAsync(new AddAsset(new AssetSpec { Name = name }));
        await OperateAsync(new AddSymbol(new SymbolSpec
        {
            Name = name + "USDT",
            BaseAssetId = BaseOf(symbol),
            QuoteAssetId = QuoteId,
            Filters = new SymbolFilters(),
        }));
    }

    private Task OpenAccountAsync(int account) => OperateAsync(new OpenAccount(
        new AccountSpec { Name = string.Create(CultureInfo.InvariantCulture, $"trader-{account}") }));

    private Task DepositAsync(int account, int asset) =>
        OperateAsync(new Deposit(FirstAccountId + account, asset, 10_000 * One, 0));

    private async Task PlaceAsync(int number)
    {
        int account = number % options.Accounts;
        int level = 1 + (number / Symbols % LevelsOfSide);
        bool isBid = number / options.Accounts % 2 == 0;
        using CommandResult result = await replica.SubmitAsync(new PlaceOrder
        {
            Context = new CommandContext { AccountId = FirstAccountId + account },
            SymbolId = SymbolOf(account),
            Order = new OrderParameters
            {
                Side = isBid ? Side.Buy : Side.Sell,
                Type = OrderType.Limit,
                Price = (100 * One) + (isBid ? -level : level) * One / 100,
                Quantity = One / 10,
                ClientOrderId = ClientId.From(string.Create(CultureInfo.InvariantCulture, $"rests-{number}")),
            },
        });
        if (result.Outcome.Reason != RejectReason.None)
            throw new InvalidOperationException($"Order {number} was refused: {result.Outcome.Reason}.");
    }

    private async Task OperateAsync(object command) => (await replica.SubmitOperatorAsync(command)).Dispose();
}
