using Bourse.Drills.Http;
using Bourse.Drills.Load;

namespace Bourse.Drills.Faults;

/// <summary>Clients that send an order and are gone before they hear of it.</summary>
internal sealed class ClientGone : Drill
{
    private const int Clients = 200;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

    private int _found;

    public override string Name => "client-gone";
    public override string What => $"{Clients} clients send an order and close their connection before the answer.";
    public override string Limit => "every order can be queried";

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        Endpoint[] balancers = [.. stage.LoadBalancers.Select(stage.Endpoints.Of)];
        DrillOrder[] orders = [.. Enumerable.Range(1, Clients).Select(number => stage.OwnOrder($"gone-{number}"))];
        await stage.DuringAsync("clients leave", async () =>
        {
            foreach ((DrillOrder order, int index) in orders.Select((order, index) => (order, index)))
                await balancers[index % balancers.Length].AbandonAsync(
                    order.Account.Sign("POST", "/api/v3/order", order.Query(recvWindowMs: 5000))).ConfigureAwait(false);
            await stage.TradeForAsync(Settle, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        _found = 0;
        foreach ((DrillOrder order, int index) in orders.Select((order, index) => (order, index)))
        {
            string query = $"symbol={order.Account.Market.Symbol}&origClientOrderId={order.ClientOrderId}";
            HttpReply reply = await balancers[index % balancers.Length]
                .SendAsync(order.Account.Sign("GET", "/api/v3/order", query), AnswerWithin).ConfigureAwait(false);
            if (!reply.IsSuccess) continue;
            order.Ack(reply.Body, stage.Now);
            _found++;
        }
    }

    internal override void Judge(DrillStage stage, LoadFigures figures) =>
        stage.Check("orders that can be queried", $"{Clients}", $"{_found}", _found == Clients);
}
