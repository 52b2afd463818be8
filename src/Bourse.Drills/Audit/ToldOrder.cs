namespace Bourse.Drills.Audit;

/// <summary>An order as a node tells it.</summary>
internal sealed record ToldOrder(
    string ClientOrderId, long OrderId, bool IsBuy, decimal Price, decimal Quantity, decimal Executed, bool IsOpen);
